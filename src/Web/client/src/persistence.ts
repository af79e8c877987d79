import { Backoff } from "./backoff.js";
import type { Clock } from "./clock.js";
import { ConsultError, isTransient, type SignInReason, wantsSignIn } from "./errors.js";

// A defect that is still there after so many tries, or a sign-in that does not help, is told to the caller.
const mostDefects = 5;
const mostSignIns = 3;

export interface Persistence {
  clock: Clock;
  /** How long the same thing is tried, in milliseconds. What a person takes to sign in does not count. */
  deadline: number;
  signal?: AbortSignal | undefined;
  /** Has the person sign in. What it throws ends the whole. */
  signIn(reason: SignInReason): Promise<void>;
}

/**
 * Repeats an attempt until it has an answer: section 7 of the protocol. The attempt carries the same id and body each time, so
 * repeating is safe. Throws the final refusal; after the deadline the last one.
 */
export async function persist<T>(attempt: () => Promise<T>, { clock, deadline, signal, signIn }: Persistence): Promise<T> {
  const backoff = new Backoff(() => clock.random());
  let end = clock.now() + deadline;
  for (let defects = 0, signIns = 0; ; ) {
    signal?.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof ConsultError)) throw error;
      if (wantsSignIn(error.code) && ++signIns <= mostSignIns) {
        const asked = clock.now();
        await signIn(error.code);
        end += clock.now() - asked;
        continue;
      }
      const again = isTransient(error.code) || (error.code === "internal" && ++defects < mostDefects);
      const wait = backoff.next();
      if (!again || clock.now() + wait > end) throw error;
      await clock.wait(wait, signal);
    }
  }
}
