/** Time and chance, so that tests decide both. */
export interface Clock {
  /** Milliseconds, of any epoch. */
  now(): number;
  /** Resolves after a time, or at once when the signal is aborted; never rejects. */
  wait(milliseconds: number, signal?: AbortSignal): Promise<void>;
  /** At least 0, less than 1. */
  random(): number;
}

export const systemClock: Clock = {
  now: () => performance.now(),
  random: () => Math.random(),
  wait: (milliseconds, signal) => new Promise((resolve) => {
    if (signal?.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal?.addEventListener("abort", done);
  }),
};

/**
 * Runs a step under the caller's signal and a time limit of its own. (`AbortSignal.any` and `AbortSignal.timeout` would do, but
 * the browsers inside other apps on older phones lack them.)
 */
export async function within<T>(milliseconds: number, signal: AbortSignal | undefined, step: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const either = new AbortController();
  const abort = () => either.abort(signal?.reason);
  if (signal?.aborted) abort();
  signal?.addEventListener("abort", abort);
  const timer = setTimeout(() => either.abort(), milliseconds);
  try {
    return await step(either.signal);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", abort);
  }
}
