/** Words that options have instead of a name. */
const WORDS = /^(?:true|false|yes|no|on|off|null|nil|none|always|never|auto|default|enabled?|disabled?|latest)$/;

/** Numbers, with or without a unit: `2`, `1.5`, `30s`, `10mib`. */
const NUMBER = /^\d+(?:\.\d+)*[a-z]{0,3}$/;

/**
 * Whether a text says how much or whether, although it would be a valid name of an image of Docker Hub:
 * `--workers-for-pull-image=2` and `--verify-image=true` are called like an image and hold none.
 */
export function isSetting(text: string): boolean {
  return NUMBER.test(text) || WORDS.test(text);
}
