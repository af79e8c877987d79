/** Calls at most once in so many milliseconds: at once, and once more afterwards for all that was asked meanwhile. */
export function throttle(call: () => void, every: number): { run: () => void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAsked = false;

  function rest(): void {
    timer = undefined;
    if (isAsked) run();
  }

  function run(): void {
    isAsked = timer !== undefined;
    if (isAsked) return;
    timer = setTimeout(rest, every);
    call();
  }

  return { run, stop: () => clearTimeout(timer) };
}
