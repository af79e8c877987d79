import type { ConsultEvent } from "../generated/events.js";
import { type Frame, FrameRules } from "./frames.js";
import { type Position, seqOf, start } from "./position.js";

/** What a feed hands out. */
export type FeedItem =
  /** The next events, perhaps none. Keep `position` together with what you made of them: it is where to go on. */
  | { kind: "events"; events: ConsultEvent[]; position: Position }
  /** Forget the position and all that was made of this feed: its past is not the one you know, or you may now see more of it. */
  | { kind: "reset" }
  /** Everything there was when the feed was (again) subscribed has been handed out; what follows happens now. */
  | { kind: "caughtUp" };

/** The connection, as a feed needs it. */
export interface FeedHost {
  /** Subscribes again, now that the reader has caught up. */
  resume(feed: Feed): void;
  /** The reader is gone. */
  release(feed: Feed): void;
}

/**
 * One feed as it happens: every event after a position that this account may see, once and in order, across cuts. Iterate it once;
 * leaving the loop ends the subscription. A reader that does not read holds at most `bound` frames: the feed is then unsubscribed,
 * and resumed from its position once half of them are read, while other feeds go on. Nothing is lost by it.
 */
export class Feed implements AsyncIterableIterator<FeedItem> {
  /** Up to where the reader has processed; an item counts as processed when the next one is asked for. */
  position: Position;

  readonly rules: FrameRules;
  #items: FeedItem[] = [];
  #frames = 0;
  #lagging = false;
  #attempt = 0;
  #head: number | undefined;
  #handedOut: FeedItem | undefined;
  #waiting: (() => void) | undefined;
  #end: { error?: unknown } | undefined;

  constructor(readonly name: string, from: Position, private readonly host: FeedHost, private readonly bound: number) {
    this.position = from;
    this.rules = new FrameRules(from);
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<FeedItem>> {
    this.#processed();
    while (this.#items.length === 0) {
      if (this.#end !== undefined) return this.#finish(this.#end);
      await new Promise<void>((resolve) => (this.#waiting = resolve));
    }
    const item = this.#items.shift()!;
    if (item.kind === "events") this.#frames--;
    this.#handedOut = item;
    return { done: false, value: item };
  }

  async return(): Promise<IteratorResult<FeedItem>> {
    this.#items = [];
    this.end();
    this.host.release(this);
    return { done: true, value: undefined };
  }

  /** An attempt to subscribe begins; frames count again. */
  begin(isNewConnection: boolean): { attempt: number; from: Position } {
    this.rules.begin(isNewConnection);
    this.#lagging = false;
    this.#head = undefined;
    return { attempt: ++this.#attempt, from: this.rules.received };
  }

  /** Whether no newer attempt has begun since: the answer to an older one says nothing any more. */
  isNewest(attempt: number): boolean {
    return attempt === this.#attempt;
  }

  /** Subscribed: the feed stood at `head`. Its frames may have come before this. */
  subscribed(head: Position): void {
    this.#head = seqOf(head);
    this.#noteHead();
  }

  /** Takes a frame, or says why not. */
  offer(frame: Frame): "taken" | "ignored" | "hole" | "full" {
    if (this.#lagging) return "ignored";
    const judgement = this.rules.judge(frame);
    if (judgement === "hole") return "hole";
    if (judgement !== "next") return "ignored";
    if (this.#frames >= this.bound) {
      this.#lagging = true;
      return "full";
    }
    this.rules.take(frame);
    this.#frames++;
    this.#push({ kind: "events", events: frame.events, position: frame.to });
    this.#noteHead();
    return "taken";
  }

  /** Forgets the past. What still waits for the reader belongs to it. */
  reset(): void {
    this.#items = [];
    this.#frames = 0;
    this.rules.reset();
    this.#push({ kind: "reset" });
  }

  /** Ends the iteration after what is already received: with an error, or quietly. */
  end(error?: unknown): void {
    this.#end ??= error === undefined ? {} : { error };
    this.#wake();
  }

  #processed(): void {
    if (this.#handedOut?.kind === "events") this.position = this.#handedOut.position;
    if (this.#handedOut?.kind === "reset") this.position = start;
    this.#handedOut = undefined;
    if (this.#lagging && this.#frames <= this.bound / 2) this.host.resume(this);
  }

  #finish(end: { error?: unknown }): IteratorResult<FeedItem> {
    this.#end = {};
    if ("error" in end) throw end.error;
    return { done: true, value: undefined };
  }

  #noteHead(): void {
    if (this.#head === undefined || seqOf(this.rules.received) < this.#head) return;
    this.#head = undefined;
    this.#push({ kind: "caughtUp" });
  }

  #push(item: FeedItem): void {
    this.#items.push(item);
    this.#wake();
  }

  #wake(): void {
    this.#waiting?.();
    this.#waiting = undefined;
  }
}
