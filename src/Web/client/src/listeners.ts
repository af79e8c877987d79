/** Who wants to hear of something. */
export class Listeners<T> {
  readonly #all = new Set<(told: T) => void>();

  /** Adds a listener. Returns how to take it away again. */
  add(listener: (told: T) => void): () => void {
    this.#all.add(listener);
    return () => this.#all.delete(listener);
  }

  tell(told: T): void {
    for (const listener of [...this.#all]) listener(told);
  }
}
