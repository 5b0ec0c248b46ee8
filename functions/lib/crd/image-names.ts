/** Names of fields that hold an image: `image`, `imageName`, `sidecarImage`. `imageURL` is mostly a picture. */
const IMAGE = /^(?:image|image(?:Name|Ref|Reference|URI|Uri)|[a-zA-Z\d]*Image)$/;

/** Images of disks and machines, which no registry serves. */
const MACHINE = /^(?:disk|os|vm|machine|ami|rbd|base(?:Disk|Os|Vm))Image(?:s|[A-Z]\w*)?$/i;

/** Names of lists and maps of images: `images`, `extraImages`, `imageMap`, `sidecarImageRefs`. */
const IMAGES =
  /^(?:images|[a-zA-Z\d]+Images|(?:i|[a-zA-Z\d]+I)mage(?:Map|Mappings?|List|Refs|References|Names|Overrides|URIs|Uris))$/;

/** Fields that hold the tag or digest of an image when the image is written in parts. */
const TAGS: readonly string[] = ["tag", "digest", "sha", "imageTag", "version"];

/** Names of the one image of an object: `tag` beside them is theirs. */
const MAIN = /^(?:repository|baseImage|image.*)$/;

/** Whether a field of this name holds an image when it is a text. */
export function isImageName(name: string): boolean {
  return IMAGE.test(name) && !MACHINE.test(name);
}

/** Whether a field of this name holds several images when it is a list or a map. */
export function isImagesName(name: string): boolean {
  return IMAGES.test(name) && !MACHINE.test(name);
}

/** The field beside an image that may hold its tag: `tag`, or `proxyVersion` for `proxyImage`; undefined when there is none. */
export function tagBeside(name: string, has: (name: string) => boolean): string | undefined {
  const prefix = name.replace(/Image$/, "");
  return (MAIN.test(name) ? TAGS : [`${prefix}Tag`, `${prefix}Version`, `${name}Tag`, `${name}Version`]).find(has);
}

/**
 * Why what is below a key is no image that a pod starts from, although it is called one: a volume of Ceph, an override
 * of kustomize, the target of a build.
 */
export function otherMeaning(keys: readonly string[]): string | undefined {
  const [parent = ""] = keys.slice(-2);
  if (parent === "rbd") return "names a volume of Ceph";
  if (keys.includes("kustomize")) return "is an override for other images";
  if (keys.some((key) => /^(?:output|push|destination|pushTo|target(?:Image)?)$/.test(key)))
    return "may be where an image is pushed to";
  return undefined;
}
