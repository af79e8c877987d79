import { expect, test } from "vitest";
import type { ConsultEvent } from "@consult/client";
import { emptyInbox, foldInbox, leadsTo, listed, textOf, unreadOf } from "./inbox";

const noted = (seq: number, about = "consultation/c-1", kind = "consultation.accepted"): ConsultEvent =>
  ({ seq, type: "inbox.noted", at: `2026-03-08T12:00:${String(seq % 60).padStart(2, "0")}Z`, body: { about, kind } }) as ConsultEvent;
const read = (seq: number, upTo: number): ConsultEvent =>
  ({ seq, type: "inbox.read", at: "2026-03-08T13:00:00Z", body: { upTo } }) as ConsultEvent;

function inboxOf(...events: ConsultEvent[]): ReturnType<typeof emptyInbox> {
  const inbox = emptyInbox();
  for (const event of events) foldInbox(inbox, event);
  return inbox;
}

test("what came after the last mark is unread", () => {
  expect(unreadOf(inboxOf(noted(3), noted(5)))).toBe(2);
  expect(unreadOf(inboxOf(noted(3), noted(5), read(6, 3)))).toBe(1);
  expect(unreadOf(inboxOf(noted(3), noted(5), read(6, 5), noted(7)))).toBe(1);
});

test("a mark never goes back, and other events of the patient change nothing", () => {
  const inbox = inboxOf(noted(3), read(4, 3), read(5, 1), { seq: 6, type: "patient.verified" } as ConsultEvent);
  expect(inbox.readUpTo).toBe(3);
  expect(inbox.notes).toHaveLength(1);
});

test("a long inbox keeps the latest notes only", () => {
  const inbox = inboxOf(...Array.from({ length: 250 }, (_, index) => noted(index + 1)));
  expect(inbox.notes).toHaveLength(200);
  expect(inbox.notes[0]?.seq).toBe(51);
});

test("the notes of all patients are in one list, newest first", () => {
  const all = listed(new Map([["p-1", inboxOf(noted(1), noted(5), read(6, 1))], ["p-2", inboxOf(noted(3))]]));
  expect(all.map(({ patient, seq, isUnread }) => [patient, seq, isUnread])).toEqual([
    ["p-1", 5, true],
    ["p-2", 3, true],
    ["p-1", 1, false],
  ]);
});

test("a note leads to the page of what it is about", () => {
  expect(leadsTo("consultation/c-1")).toBe("/consultations/c-1");
  expect(leadsTo("prescription/r-1")).toBe("/prescriptions/r-1");
  expect(leadsTo("thread/t-1")).toBe("/threads/t-1");
  expect(leadsTo("membership/m-1")).toBeNull();
  expect(leadsTo("call/k-1")).toBeNull();
});

test("what is not known has a text all the same", () => {
  expect(textOf("consultation.accepted")).toBe("patient.inbox.note.accepted");
  expect(textOf("something.new")).toBe("patient.inbox.note.other");
});
