import { expect, test } from "vitest";
import { Feed, type FeedItem } from "../../src/feed.js";

const frame = (from: number, to = from) => ({ feed: "consultation/c-1", from, to: `${to}.tag`, events: [] });

function feedOf(bound: number) {
  const calls: string[] = [];
  const feed = new Feed("consultation/c-1", "0", { resume: () => calls.push("resume"), release: () => calls.push("release") }, bound);
  feed.begin(true);
  return { feed, calls };
}

async function take(feed: Feed, count: number): Promise<FeedItem["kind"][]> {
  const kinds: FeedItem["kind"][] = [];
  while (kinds.length < count) kinds.push((await feed.next()).value.kind);
  return kinds;
}

test("a reader that does not read holds as many frames as the bound, and resumes when half are read", async () => {
  const { feed, calls } = feedOf(4);
  expect([1, 2, 3, 4, 5, 6].map((seq) => feed.offer(frame(seq)))).toEqual(["taken", "taken", "taken", "taken", "full", "ignored"]);
  await take(feed, 2);
  expect(calls).toEqual([]);
  await take(feed, 1);
  expect(calls).toEqual(["resume"]);
  // What came meanwhile is asked for again, from the last frame that was taken.
  expect(feed.begin(false).from).toBe("4.tag");
  expect(feed.offer(frame(5, 6))).toBe("taken");
});

test("an item counts as processed when the next one is asked for", async () => {
  const { feed } = feedOf(4);
  feed.offer(frame(1));
  feed.offer(frame(2));
  await feed.next();
  expect(feed.position).toBe("0");
  await feed.next();
  expect(feed.position).toBe("1.tag");
});

test("caught up is told once all there was is handed out, whichever comes first, the answer or the frames", async () => {
  const { feed } = feedOf(4);
  feed.offer(frame(1, 3));
  feed.subscribed("3.tag");
  expect(await take(feed, 2)).toEqual(["events", "caughtUp"]);
  feed.begin(true);
  feed.subscribed("5.tag");
  feed.offer(frame(4));
  feed.offer(frame(5));
  expect(await take(feed, 3)).toEqual(["events", "events", "caughtUp"]);
});

test("a reset drops what waits and begins from the start", async () => {
  const { feed } = feedOf(1);
  feed.offer(frame(1, 7));
  feed.offer(frame(8));
  feed.reset();
  expect(feed.begin(false).from).toBe("0");
  expect(feed.offer(frame(1))).toBe("taken");
  expect(await take(feed, 2)).toEqual(["reset", "events"]);
});

test("an error ends it after what was received, once", async () => {
  const { feed } = feedOf(4);
  feed.offer(frame(1));
  feed.end(new Error("forbidden"));
  expect(await take(feed, 1)).toEqual(["events"]);
  await expect(feed.next()).rejects.toThrow("forbidden");
  expect((await feed.next()).done).toBe(true);
});

test("leaving the loop gives the feed back", async () => {
  const { feed, calls } = feedOf(4);
  feed.offer(frame(1));
  for await (const _ of feed) break;
  expect(calls).toEqual(["release"]);
  expect((await feed.next()).done).toBe(true);
});
