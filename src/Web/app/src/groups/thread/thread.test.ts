import { expect, test } from "vitest";
import type { ConsultEvent } from "@consult/client";
import { emptyThread, foldThread, groupOf, questionOf, statusOf, type Thread } from "./thread";

const at = "2026-03-08T06:05:00.000Z";
const asked = { type: "question.asked", seq: 2, at, body: { membership: "g.m1", post: 4, nickname: "小雨点", text: "手机 138****5678" } } as ConsultEvent;
const answered = { type: "answer.given", seq: 3, at, body: { isFirst: true, text: "固定一侧" } } as ConsultEvent;
const replied = {
  type: "reply.added", seq: 4, at, body: { membership: "g.m2", post: 9, notMedicalAdvice: true, nickname: "老周", text: "我也是" },
} as ConsultEvent;

function threadOf(...events: ConsultEvent[]): Thread {
  const thread = emptyThread();
  for (const event of events) foldThread(thread, event);
  return thread;
}

test("A question with its answers and replies, in order", () => {
  const thread = threadOf(asked, answered, replied);
  expect(thread.posts.map(({ kind, nickname, text }) => [kind, nickname, text])).toEqual([
    ["question", "小雨点", "手机 138****5678"],
    ["answer", null, "固定一侧"],
    ["reply", "老周", "我也是"],
  ]);
  expect(thread.asker).toBe("g.m1");
  expect(questionOf(thread)?.seq).toBe(2);
});

test("Its status follows from what was told", () => {
  expect(statusOf(threadOf(asked))).toBe("open");
  expect(statusOf(threadOf(asked, answered))).toBe("answered");
  expect(statusOf(threadOf(asked, { type: "thread.closed", seq: 4, at, body: {} } as ConsultEvent))).toBe("closed");
});

test("A text that is masked again takes the place of the one before", () => {
  const remasked = { type: "text.remasked", seq: 5, at, body: { post: 2, replaces: 2, text: "手机 ****" } } as ConsultEvent;
  expect(questionOf(threadOf(asked, remasked))?.text).toBe("手机 ****");
});

test("A text that is hidden is gone, and nothing brings it back", () => {
  const hidden = { type: "text.hidden", seq: 5, at, body: { post: 4, replaces: 4 } } as ConsultEvent;
  const remasked = { type: "text.remasked", seq: 6, at, body: { post: 4, replaces: 4, text: "又来" } } as ConsultEvent;
  const reply = threadOf(asked, answered, replied, hidden, remasked).posts[2];
  expect(reply).toMatchObject({ isHidden: true, text: null });
});

test("An event whose text is redacted shows a post without text", () => {
  const redacted = { type: "question.asked", seq: 2, at, redacted: "hidden", body: { membership: "g.m1", post: 4 } } as unknown as ConsultEvent;
  expect(questionOf(threadOf(redacted))?.text).toBeNull();
});

test("Helpful marks are counted as told", () => {
  const counted = { type: "helpful.counted", seq: 5, at, body: { post: 3, count: 7, isMarked: true } } as ConsultEvent;
  expect(threadOf(asked, answered, counted).posts[1]?.helpful).toBe(7);
});

test("The group stands at the beginning of a key", () => expect(groupOf("g1.abc")).toBe("g1"));
