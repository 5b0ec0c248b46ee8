import { isUnsupported } from "../read/routing.ts";
import { atEntry } from "../found.ts";
import { defineRule, NOTHING } from "../rule.ts";

export default defineRule({
  id: "IC011",
  name: "daemon-set",
  severity: "info",
  since: "0.1.0",
  sources: [
    "https://help.aliyun.com/zh/eci/user-guide/schedule-pods-to-virtual-kubelet",
    "https://support.huaweicloud.com/usermanual-cci2/cci_01_0024.html",
  ],
  documentation: () => ({
    what: "A cache annotation on a DaemonSet.",
    why: "DaemonSets do not run on virtual nodes, so no pod ever reads the annotation.",
    example: `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  template:
    metadata:
      annotations:
        k8s.aliyun.com/eci-auto-imc: "true"
    spec:
      containers:
      - name: agent
        image: agent:1.0
`,
    instead: `apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  template:
    spec:
      containers:
      - name: agent
        image: agent:1.0
`,
    ignore: "The annotation is written to every workload alike, and its absence would need an exception.",
  }),
  checkUse: ({ pod, row }) => {
    if (!isUnsupported(pod, row)) return NOTHING;
    const [entry, ...others] = pod.entries.filter(({ info, on }) => {
      const own = on === "annotation" && info?.provider === row.name;
      return own && info.row.family === "cache" && info.row.by === "user";
    });
    if (entry === undefined) return NOTHING;
    const all = ["it", ...others.map(({ key }) => `\`${key}\``)].join(" and ");
    const message = `\`${entry.key}\` must not be on a ${pod.resource.kind}, which never runs on virtual nodes of ${row.title}: remove ${all}`;
    return [atEntry(pod.resource, entry, message)];
  },
});
