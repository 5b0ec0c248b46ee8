// Synthetic input: Deployments as people write them, about 1.3 kB each, in one ResourceList as kpt sends it.

const REGISTRIES = ["docker.io/library/", "docker.io/acme/", "quay.io/acme/", "registry.example.com:5000/team/", ""];

function deployment(index: number, annotated: boolean): string {
  const image = (offset: number): string =>
    `${REGISTRIES[(index + offset) % REGISTRIES.length]}app-${index % 97}:1.${offset}.0`;
  return `- apiVersion: apps/v1
  kind: Deployment
  metadata:
    name: app-${index}
    namespace: team-${index % 40}
    labels:
      app.kubernetes.io/name: app-${index}
      app.kubernetes.io/part-of: shop
    annotations:
      config.kubernetes.io/index: '0'
      config.kubernetes.io/path: 'apps/app-${index}.yaml'
      internal.config.kubernetes.io/index: '0'
      internal.config.kubernetes.io/path: 'apps/app-${index}.yaml'
  spec:
    replicas: 2 # scaled by hand
    selector:
      matchLabels:
        app.kubernetes.io/name: app-${index}
    template:
      metadata:
        labels:
          app.kubernetes.io/name: app-${index}
          alibabacloud.com/eci: "true"
${annotated ? ANNOTATIONS : ""}      spec:
        initContainers:
        - name: migrate
          image: ${image(1)}
          command: ["/bin/migrate", "--wait"]
        containers:
        - name: app
          image: ${image(0)}
          ports:
          - containerPort: 8080
            name: http
          env:
          - name: LOG_LEVEL
            value: info
          - name: DATABASE_URL
            valueFrom:
              secretKeyRef:
                name: app-${index}
                key: url
          resources:
            requests: {cpu: 100m, memory: 128Mi}
            limits: {cpu: "1", memory: 512Mi}
        - name: proxy
          image: "${image(2)}"
          readinessProbe:
            httpGet: {path: /ready, port: 9901}
`;
}

const ANNOTATIONS = `        annotations:
          k8s.aliyun.com/eci-auto-imc: "true"
`;

/**
 * A ResourceList of `count` workloads with `functionConfig` (block YAML) as its policy; `annotated`: their pods ask for a
 * cache already.
 */
export function resourceList(count: number, functionConfig: string, annotated = false): string {
  const items = Array.from({ length: count }, (_, index) => deployment(index, annotated)).join("");
  const policy = functionConfig
    .trimEnd()
    .split("\n")
    .map((line) => `  ${line}`)
    .join("\n");
  return `apiVersion: config.kubernetes.io/v1\nkind: ResourceList\nitems:\n${items}functionConfig:\n${policy}\n`;
}

const REPLACE = `match: prefix
replacements:
- repositoryPrefix: docker.io
  replaceWith: registry-vpc.cn-beijing.aliyuncs.com/dockerhub
- repositoryPrefix: quay.io/acme
  replaceWith: registry-vpc.cn-beijing.aliyuncs.com/acme
- repositoryPrefix: ""
  replaceWith: registry-vpc.cn-beijing.aliyuncs.com/library
`;
const INJECT = `provider: alibaba-eci
rules:
- name: all
  autoMatch: {}
`;
const validate = (caches: number, repository: string): string => `provider: alibaba-eci
now: "2026-11-21T00:00:00Z"
inventory:
  provider: alibaba-eci
  region: cn-beijing
  asOf: "2026-11-20T08:00:00Z"
  caches:
${Array.from(
  { length: caches },
  (_, index) => `  - id: imc-2ze${String(index).padStart(17, "0")}
    phase: Ready
    images:
    - ref: ${repository}/app-${index % 97}:1.${Math.floor(index / 97)}.0
    sizeGiB: 20
    createdAt: "2026-10-01T00:00:00Z"
`,
).join("")}`;

const indent = (text: string): string => text.replaceAll(/^(?=.)/gm, "  ");
const policy = (kind: string, spec: string): string =>
  `apiVersion: warmstart.dev/v1alpha1\nkind: ${kind}\nmetadata:\n  name: bench\nspec:\n${indent(spec)}`;

const validatePolicy = (caches: number): string =>
  policy("ValidateCacheReferences", validate(caches, "docker.io/acme"));

/** The policies that the runs use. */
export const POLICIES = {
  validate50: validatePolicy(50),
  validate500: validatePolicy(500),
  replace: policy("ReplaceImages", REPLACE),
  all: policy(
    "ApplyCachePolicy",
    `replaceImages:\n${indent(REPLACE)}injectCacheAnnotations:\n${indent(INJECT)}validateCacheReferences:\n${indent(validate(50, "registry-vpc.cn-beijing.aliyuncs.com/dockerhub/acme"))}`,
  ),
} as const;
