/** What begins the message of a document that was passed through unread. */
const LEFT = "left as it is: ";

/** A refusal's message with its subject: `policy must be …`, `policy: key "a" must …`. */
export function about(subject: string, message: string): string {
  return message.startsWith("must ") ? `${subject} ${message}` : `${subject}: ${message}`;
}

/** Message for a document that comes back as it is. */
export function leftAsItIs(message: string): string {
  return LEFT + message;
}

/** The same where nothing comes back. */
export function notLeft(message: string): string {
  return message.startsWith(LEFT) ? message.slice(LEFT.length) : message;
}
