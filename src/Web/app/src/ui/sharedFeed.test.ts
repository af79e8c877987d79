import { expect, test } from "vitest";
import { start, type ConsultEvent, type FeedItem, type Position } from "@consult/client";
import { SharedFeed, type Follower, type Watch } from "./sharedFeed";

const at = (seq: number): Position => `${seq}.${"0".repeat(32)}` as Position;
const event = (seq: number): ConsultEvent => ({ seq, type: "message.posted" }) as ConsultEvent;

/** A feed of events 1 to `length` that begins where it is asked to, notes it, and goes on until it is left. */
function feedOf(length: number): { watch: Watch; begun: Position[]; signals: AbortSignal[] } {
  const source = {
    begun: [] as Position[],
    signals: [] as AbortSignal[],
    async *watch(_name: string, { from, signal }: { from: Position; signal: AbortSignal }): AsyncGenerator<FeedItem> {
      source.begun.push(from);
      source.signals.push(signal);
      const first = Number(from.split(".")[0]) + 1;
      if (first <= length) {
        const events = Array.from({ length: length - first + 1 }, (_, index) => event(first + index));
        yield { kind: "events", events, position: at(length) };
      }
      yield { kind: "caughtUp" };
      if (!signal.aborted) await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
    },
  };
  return source;
}

function follower(position: Position = start): Follower & { seen: number[]; caught: Promise<void> } {
  let done = (): void => undefined;
  const caught = new Promise<void>((resolve) => (done = resolve));
  const seen: number[] = [];
  return {
    position,
    seen,
    caught,
    events: (events) => seen.push(...events.map(({ seq }) => seq)),
    reset: () => seen.splice(0),
    caughtUp: () => done(),
    failed: () => expect.unreachable(),
  };
}

test("who comes later gets everything, and the others nothing twice", async () => {
  const source = feedOf(3);
  const feed = new SharedFeed("consultation/c-1", source.watch);
  const first = follower();
  feed.join(first);
  await first.caught;
  const second = follower();
  feed.join(second);
  await second.caught;
  expect(first.seen).toEqual([1, 2, 3]);
  expect(second.seen).toEqual([1, 2, 3]);
  // The client watches a feed once: the subscription before has to be over.
  expect(source.signals.map(({ aborted }) => aborted)).toEqual([true, false]);
});

test("a follower begins where it says, and the feed where the least of them does", async () => {
  const source = feedOf(5);
  const feed = new SharedFeed("department/d-1", source.watch);
  const late = follower(at(4));
  feed.join(late);
  await late.caught;
  const early = follower(at(2));
  feed.join(early);
  await early.caught;
  expect(source.begun).toEqual([at(4), at(2)]);
  expect(late.seen).toEqual([5]);
  expect(early.seen).toEqual([3, 4, 5]);
});

test("the last one who leaves ends the subscription", async () => {
  const source = feedOf(1);
  const feed = new SharedFeed("consultation/c-1", source.watch);
  const [one, other] = [follower(), follower()];
  feed.join(one);
  feed.join(other);
  await other.caught;
  feed.leave(one);
  expect(feed.isFollowed).toBe(true);
  feed.leave(other);
  expect(feed.isFollowed).toBe(false);
  expect(source.signals.every(({ aborted }) => aborted)).toBe(true);
});
