// Some runtimes read a day that no month has as one of the next month, others as no time.
const LEAP = "(\\d\\d(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29";
const MONTHS = "02-(0[1-9]|1\\d|2[0-8])|(0[469]|11)-(0[1-9]|[12]\\d|30)|(0[13578]|1[02])-(0[1-9]|[12]\\d|3[01])";
const HOURS = "([01]\\d|2[0-3]):[0-5]\\d";

/** A time as inventories write it: RFC 3339, or a day. */
export const TIME: RegExp = new RegExp(
  `^(${LEAP}|\\d{4}-(${MONTHS}))(T${HOURS}(:[0-5]\\d(\\.\\d+)?)?(Z|[+-]${HOURS}))?$`,
);

/** Whether a text is a time as inventories write it. */
export function isTime(text: string): boolean {
  return TIME.test(text) && !Number.isNaN(Date.parse(text));
}

/** A time of the cloud as inventories write it; undefined for text that is none. One without a zone is in UTC. */
export function timeOf(text: string): string | undefined {
  const zoned = text
    .trim()
    .replace(" ", "T")
    .replace(/([+-]\d\d)(\d\d)$/, "$1:$2");
  return [text, zoned, `${zoned}Z`].find(isTime);
}
