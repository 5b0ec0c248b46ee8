/**
 * Mappings of image names in the formats of runtimes, clusters and tools. Every format says per entry what it cannot
 * express; entries without a note mean the same on both sides.
 */
export { type FoundRule, type ProfileRule, readProfiles, writeProfile } from "./eci-profile.ts";
export { FORMATS, type FormatName } from "./formats.ts";
export { MappingError, readToml } from "./read-toml.ts";
export type { Format, Mapping, Note, ReadFile, WrittenFile } from "./types.ts";
