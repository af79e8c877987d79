import { seqOf, start, type ConsultEvent, type FeedItem, type Position } from "@consult/client";

/** Who follows a feed, and how far. */
export interface Follower {
  /** Up to where events were taken; kept by `SharedFeed`. */
  position: Position;
  events(events: readonly ConsultEvent[]): void;
  reset(): void;
  caughtUp(): void;
  failed(error: unknown): void;
}

/** What reads a feed: the client. */
export type Watch = (name: string, options: { from: Position; signal: AbortSignal }) => AsyncIterable<FeedItem>;

/**
 * One feed that several parts of a page follow, each in its own state: the client watches a feed once. Who comes later
 * and knows less has the feed begin again from what they know; the others pass over what they have.
 */
export class SharedFeed {
  readonly #followers = new Set<Follower>();
  #running: AbortController | undefined;

  constructor(
    private readonly name: string,
    private readonly watch: Watch,
  ) {}

  get isFollowed(): boolean {
    return this.#followers.size > 0;
  }

  /** Follows from the follower's position on. */
  join(follower: Follower): void {
    this.#followers.add(follower);
    void this.#run();
  }

  /** Nothing is told to the follower any more. The last one ends the subscription. */
  leave(follower: Follower): void {
    this.#followers.delete(follower);
    if (!this.isFollowed) this.#running?.abort();
  }

  async #run(): Promise<void> {
    this.#running?.abort();
    const { signal } = (this.#running = new AbortController());
    const from = this.#least();
    try {
      for await (const item of this.watch(this.name, { from, signal })) {
        if (signal.aborted) return;
        this.#tell(item);
      }
    } catch (error) {
      if (!signal.aborted) for (const follower of [...this.#followers]) follower.failed(error);
    }
  }

  #least(): Position {
    const positions = [...this.#followers].map(({ position }) => position);
    return positions.reduce((least, one) => (seqOf(one) < seqOf(least) ? one : least), positions[0] ?? start);
  }

  #tell(item: FeedItem): void {
    for (const follower of [...this.#followers]) {
      if (item.kind === "caughtUp") follower.caughtUp();
      else if (item.kind === "reset") {
        follower.position = start;
        follower.reset();
      } else if (seqOf(item.position) > seqOf(follower.position)) {
        const known = seqOf(follower.position);
        follower.position = item.position;
        follower.events(item.events.filter((event) => event.seq > known));
      }
    }
  }
}
