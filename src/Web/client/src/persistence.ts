import { Backoff } from "./backoff.js";
import type { Clock } from "./clock.js";
import { ConsultError, isTransient, wantsSignIn } from "./errors.js";
import type { Tokens } from "./tokens.js";

// A defect that is still there after so many tries, or a sign-in that does not help, is told to the caller.
const mostDefects = 5;
const mostSignIns = 3;

export interface Persistence {
  clock: Clock;
  /** How long the same thing is tried, in milliseconds. What a person takes to sign in does not count. */
  deadline: number;
  signal?: AbortSignal | undefined;
  /** The sign-in. What it throws ends the whole: the person would rather not. */
  tokens: Pick<Tokens, "get" | "renew">;
}

/**
 * Repeats an attempt until it has an answer: section 7 of the protocol. The attempt carries the same id and body each time, so
 * repeating is safe. Throws the final refusal; after the deadline the last one.
 */
export async function persist<T>(attempt: (token: string) => Promise<T>, { clock, deadline, signal, tokens }: Persistence): Promise<T> {
  const backoff = new Backoff(() => clock.random());
  let left = deadline;
  for (let defects = 0, signIns = 0; ; ) {
    const token = await tokens.get();
    signal?.throwIfAborted();
    const began = clock.now();
    try {
      return await attempt(token);
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof ConsultError)) throw error;
      left -= clock.now() - began;
      if (wantsSignIn(error.code) && ++signIns <= mostSignIns) {
        await tokens.renew(token, error.code);
        continue;
      }
      const again = isTransient(error.code) || (error.code === "internal" && ++defects < mostDefects);
      const wait = backoff.next();
      if (!again || (left -= wait) < 0) throw error;
      await clock.wait(wait, signal);
    }
  }
}
