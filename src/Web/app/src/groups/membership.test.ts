import { expect, test } from "vitest";
import type { ConsultEvent } from "@consult/client";
import { emptyWriting, foldWriting, markOf, type OwnWriting } from "./membership";

const at = "2026-03-08T06:05:00.000Z";

function written(seq: number, reasons: string[]): ConsultEvent {
  return {
    type: "post.written", seq, at,
    body: { thread: "g.t", kind: "question", found: [], reasons, usesGrant: false, nickname: "小雨点", original: `原文${seq}`, masked: `遮盖${seq}` },
  } as unknown as ConsultEvent;
}

const event = (type: string, seq: number, body: object): ConsultEvent => ({ type, seq, at, body }) as unknown as ConsultEvent;

function writingOf(...events: ConsultEvent[]): OwnWriting {
  const writing = emptyWriting();
  for (const one of events) foldWriting(writing, one);
  return writing;
}

test("What is published at once is not listed; what is held is", () => {
  const { posts } = writingOf(written(3, []), written(4, ["link"]));
  expect(posts).toMatchObject([{ post: 4, status: "held", original: "原文4", masked: "遮盖4", reasons: ["link"] }]);
});

test("What is released is no longer held", () => {
  expect(writingOf(written(4, ["link"]), event("post.released", 5, { post: 4 })).posts).toEqual([]);
});

test("What is declined is told so, the last five", () => {
  const events = [4, 5, 6, 7, 8, 9].flatMap((seq) => [written(seq, ["link"]), event("post.declined", seq + 100, { post: seq, wasHeld: true })]);
  expect(writingOf(...events).posts.map(({ post, status }) => [post, status])).toEqual([5, 6, 7, 8, 9].map((post) => [post, "declined"]));
});

test("A held post that is masked again shows what others will see", () => {
  expect(writingOf(written(4, ["split"]), event("post.remasked", 5, { post: 4, masked: "****" })).posts[0]?.masked).toBe("****");
});

test("A mark is taken back", () => {
  const marked = event("helpful.marked", 5, { thread: "g.t", post: 3 });
  expect(writingOf(marked).marks).toEqual([markOf("g.t", 3)]);
  expect(writingOf(marked, event("helpful.unmarked", 6, { thread: "g.t", post: 3 })).marks).toEqual([]);
});
