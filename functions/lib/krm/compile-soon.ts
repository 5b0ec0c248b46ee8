/**
 * Tells the runtime that code is worth compiling. The executable is built to interpret it, because most calls end before
 * anything compiled pays; other runtimes than Bun need no telling.
 */
export function compileSoon(): void {
  const { Bun } = globalThis as { Bun?: { unsafe?: { setJITPolicy?: (scale: number) => void } } };
  Bun?.unsafe?.setJITPolicy?.(2);
}
