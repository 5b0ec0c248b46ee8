import type { ElsewhereRule } from "./elsewhere-rule.ts";

const DIFF =
  "A function sees one version of a resource and cannot tell: this takes a comparison of two revisions, as a check of a pull request makes it.";

/** What only a comparison of two revisions can tell, in the order of the ids. */
export const OF_TWO_REVISIONS: readonly ElsewhereRule[] = [
  {
    id: "IC012",
    name: "changed-on-a-running-pod",
    severity: "info",
    where: DIFF,
    what: "A cache annotation that is added, changed or removed on a bare Pod which exists already.",
    why: "The cloud reads the annotations when it creates the pod. On a Pod that runs they change nothing; pods of a workload are created anew and get the change.",
    change: ` apiVersion: v1
 kind: Pod
 metadata:
   name: web
   annotations:
-    k8s.aliyun.com/eci-imc-id: imc-2ze5hdcnngenmwc1jmwf
+    k8s.aliyun.com/eci-imc-id: imc-2ze7w2c5n8d1f4h6j9p3`,
    ignore: "The Pod is deleted and created again.",
    sources: ["https://www.alibabacloud.com/help/en/elastic-container-instance/latest/use-imagecache"],
  },
  {
    id: "IC317",
    name: "change-of-a-snapshot",
    severity: "warning",
    where: DIFF,
    what: "A change in the spec of a CCI ImageSnapshot that exists already.",
    why: "No field of its spec can be changed: the snapshot has to be deleted and made again, and pods have none in between. A new name beside the old one avoids that.",
    change: ` apiVersion: cci/v2
 kind: ImageSnapshot
 metadata:
   name: web
 spec:
   images:
-  - image: nginx:1.26
+  - image: nginx:1.27`,
    ignore: "The pipeline replaces the object, and the pods can wait.",
    sources: ["https://support.huaweicloud.com/usermanual-cci2/cci_01_0113.html"],
  },
];
