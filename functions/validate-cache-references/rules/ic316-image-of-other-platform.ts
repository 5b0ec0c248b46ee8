import { hasObject } from "../read/has-object.ts";
import type { DeclaredObject, ObjectImage, SettingName } from "../read/declared-object.ts";
import { quoted } from "../found.ts";
import type { Found } from "../model.ts";
import { defineRule, NOTHING } from "../rule.ts";
import { cacheFields, statedText } from "../read/stated.ts";
import { imageCache } from "./examples.ts";

const SPEC = "images:\n- acme/web:1.4-amd64\nretentionDays: 30";

/** Words in names and tags of images by what they say; a letter or digit beside them makes another word. */
const WORDS: readonly { readonly setting: SettingName; readonly value: string; readonly word: RegExp }[] = [
  { setting: "cpuArch", value: "arm64", word: /(?<![a-z0-9])(arm64(v8)?|aarch64|arm64-v8)(?![a-z0-9])/i },
  { setting: "cpuArch", value: "amd64", word: /(?<![a-z0-9])(amd64|x86[-_]64|x64)(?![a-z0-9])/i },
  {
    setting: "osType",
    value: "windows",
    word: /(?<![a-z0-9])(windows(servercore)?|nanoserver|servercore|ltsc20\d\d)(?![a-z0-9])/i,
  },
  { setting: "osType", value: "linux", word: /(?<![a-z0-9])(linux|alpine|debian|ubuntu|busybox)(?![a-z0-9])/i },
];

export default defineRule({
  id: "IC316",
  name: "image-of-other-platform",
  severity: "warning",
  since: "0.1.0",
  sources: ["https://help.aliyun.com/zh/eci/user-guide/annotations-that-can-be-added-to-create-an-image-cache"],
  appliesTo: hasObject(({ settings }) => settings.cpuArch !== null || settings.osType !== null),
  documentation: () => ({
    what: "A cache for one processor or operating system (`imc-cpu-arch`, `imc-os-type`; default amd64 and linux) with an image whose name or tag speaks of another: `arm64`, `aarch64`, `amd64`, `windows`, `nanoserver`. The name is all that Git knows.",
    why: "The builder runs on that processor and system. It cannot pull such an image, or the pods cannot run it.",
    example: imageCache({ annotations: "k8s.aliyun.com/imc-cpu-arch: arm64", spec: SPEC }),
    instead: imageCache({ annotations: "k8s.aliyun.com/imc-cpu-arch: amd64", spec: SPEC }),
    ignore: "The image is for several platforms in spite of its name.",
  }),
  checkObject: (object) => object.images.flatMap((image) => judge(image, object)),
});

function judge({ image, written = "", path }: ObjectImage, object: DeclaredObject): readonly Found[] {
  if (image === undefined) return NOTHING;
  const text = `${image.name.slice(image.name.indexOf("/") + 1)}:${image.tag ?? ""}`;
  for (const aspect of ["cpuArch", "osType"] as const) {
    const said = WORDS.filter(({ setting, word }) => setting === aspect && word.test(text)).map(({ value }) => value);
    const { shape, settings, resource } = object;
    const stated = statedText(settings[aspect]);
    const key = shape.settings[aspect]?.annotation ?? shape.settings[aspect]?.field;
    const other = said.length === 1 ? said[0] : undefined;
    const wanted = stated ?? DEFAULTS[aspect];
    if (key == null || other === undefined || other === wanted) continue;
    // A word that is none of the cloud's is another finding, and says nothing about images.
    if (!WORDS.some(({ setting, value }) => setting === aspect && value === wanted)) continue;
    // A tag such as "alpine" says linux, and there is no need to say so on a cache that is for it anyway.
    const source = cacheFields(settings[aspect]).length > 0 ? "says" : "is absent, which means";
    const message = `image ${quoted(written)} must be for ${quoted(wanted)}, and its name speaks of ${quoted(other)}: \`${key}\` ${source} ${quoted(wanted)}`;
    return [{ at: resource, path, message, current: written }];
  }
  return NOTHING;
}

/** What holds without the annotation. https://help.aliyun.com/zh/eci/user-guide/annotations-that-can-be-added-to-create-an-image-cache */
const DEFAULTS = { cpuArch: "amd64", osType: "linux" } as const;
