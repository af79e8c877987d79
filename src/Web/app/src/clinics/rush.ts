import { ConsultError } from "@consult/client";

/** How long a clock may be ahead of the server's. */
const patience = 10_000;
const pause = 400;

/**
 * Takes a place at the moment of the opening. A clock that is a little ahead asks too early, and is told that the clinic is not
 * open: then the same command goes again, as a refusal is not remembered. (What is busy the client repeats by itself.)
 */
export async function rush<T>(
  send: () => Promise<T>,
  opensAt: number,
  clock: { now(): number; wait(milliseconds: number): Promise<void> },
): Promise<T> {
  for (;;) {
    try {
      return await send();
    } catch (error) {
      const isEarly = error instanceof ConsultError && error.code === "clinic.closed" && clock.now() < opensAt + patience;
      if (!isEarly) throw error;
      await clock.wait(pause);
    }
  }
}
