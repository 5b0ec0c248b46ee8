/**
 * Whether a script shall only compare, as `--check` asks for. Another argument is a mistake, and must not pass for a check
 * that found nothing: it ends the script with 2.
 * @param called how people call it, such as `run build`
 */
export function checkOption(called: string): boolean {
  const args = process.argv.slice(2);
  const unknown = args.find((arg) => arg !== "--check");
  if (unknown !== undefined) {
    console.error(`Usage: bun ${called} [--check], not "${unknown}"`);
    process.exit(2);
  }
  return args.length > 0;
}
