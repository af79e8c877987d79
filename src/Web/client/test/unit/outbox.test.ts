import { expect, test } from "vitest";
import { ConsultError, type ConsultEvent, Outbox } from "../../src/index.js";

const envelope = { seq: 7, at: "2026-11-26T08:00:00Z" };
const message: ConsultEvent = { ...envelope, type: "message.posted", command: "m-1", body: { attachments: [], text: "胸口疼" } };
const notice: ConsultEvent = { ...envelope, type: "automatic.posted", command: "m-1", body: { kind: "notice", text: "请拨打 120" } };
const outbox = new Outbox<string>().add("m-1", "message.posted", "胸口疼").add("m-2", "message.posted", "好的");
const ids = (of: Outbox<string>) => of.pending.map((entry) => entry.id);

test("the echo takes the own command out, by its id and type", () => {
  expect(ids(outbox.settle([message]))).toEqual(["m-2"]);
});

test("an automatic message under the same id is not the echo", () => {
  expect(outbox.settle([notice])).toBe(outbox);
});

test("a failed command stays visible, is sent again under its id, or discarded", () => {
  const failed = outbox.fail("m-1", new ConsultError("no.answer"));
  expect(failed.pending[0]?.error?.code).toBe("no.answer");
  expect(failed.retry("m-1").pending[0]).not.toHaveProperty("error");
  expect(ids(failed.discard("m-1"))).toEqual(["m-2"]);
});

test("a command whose answer was lost is taken out by its echo all the same", () => {
  expect(ids(outbox.fail("m-1", new ConsultError("no.answer")).settle([message]))).toEqual(["m-2"]);
  expect(ids(outbox.settle([message]).fail("m-1", new ConsultError("no.answer")))).toEqual(["m-2"]);
});

test("it does not grow without end", () => {
  let full = new Outbox<number>();
  for (let i = 0; !full.isFull; i++) full = full.add(`m-${i}`, "message.posted", i);
  expect(full.pending).toHaveLength(100);
  expect(() => full.add("one more", "message.posted", 0)).toThrow(RangeError);
});
