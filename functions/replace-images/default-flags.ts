/** Names that say that their value is an image: those of the Operator Lifecycle Manager, and what controllers use. */
export const DEFAULT_FLAGS = { env: ["RELATED_IMAGE_*"], args: ["--*-image"] } as const;
