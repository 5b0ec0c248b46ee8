/** `pin-digests` → `PinDigests`. */
export const pascal = (name: string): string =>
  name.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

/** `pin-digests` → `pinDigests`. */
export const camel = (name: string): string => pascal(name).replace(/^./, (letter) => letter.toLowerCase());

/** The resource that a first case starts with. */
export const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  containers:
    - name: web
      image: nginx:1.27
`;
