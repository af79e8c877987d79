const first = 100;
const longest = 5000;

/** Waits of 0.1 s, doubling to 5 s, each shortened by up to half at random, so that clients do not come back in step. */
export class Backoff {
  #next = first;

  constructor(private readonly random: () => number) {}

  /** Milliseconds to wait now. */
  next(): number {
    const wait = this.#next * (0.5 + this.random() / 2);
    this.#next = Math.min(this.#next * 2, longest);
    return wait;
  }

  reset(): void {
    this.#next = first;
  }
}
