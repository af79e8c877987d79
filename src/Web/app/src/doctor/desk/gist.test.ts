import type { ConsultEvent } from "@consult/client";
import { expect, test } from "vitest";
import { emptyGist, foldGist } from "./gist";

let seq = 0;

function event(type: string, body: object, role = "patient"): ConsultEvent {
  return { seq: ++seq, type, at: `2026-03-01T00:00:0${seq % 10}Z`, by: { account: "a", role }, body } as ConsultEvent;
}

test("a card tells who asks what, and what was said last", () => {
  const gist = emptyGist();
  foldGist(gist, event("consultation.requested", { patient: "p-1", complaint: "咳嗽三天" }));
  expect(gist).toMatchObject({ patient: "p-1", complaint: "咳嗽三天", last: null, isUrgent: false });
  foldGist(gist, event("message.posted", { text: "您好", attachments: [] }, "doctor"));
  expect(gist.last).toMatchObject({ text: "您好", isMine: true });
  foldGist(gist, event("message.posted", { text: "还是咳", attachments: [] }));
  expect(gist.last).toMatchObject({ text: "还是咳", isMine: false });
});

test("a notice of a sign makes it urgent, the answers of the interview do not", () => {
  const gist = emptyGist();
  foldGist(gist, event("automatic.posted", { kind: "summary", text: "…" }, "system"));
  expect(gist.isUrgent).toBe(false);
  foldGist(gist, event("automatic.posted", { kind: "notice", flag: "chestPain", text: "…" }, "system"));
  expect(gist.isUrgent).toBe(true);
});

test("messages and what was read change the desk, other steps do not", () => {
  const gist = emptyGist();
  foldGist(gist, event("consultation.waiting", {}, "system"));
  expect(gist.changes).toBe(0);
  foldGist(gist, event("message.posted", { text: "好", attachments: [] }));
  foldGist(gist, event("consultation.read", { upTo: 3 }, "doctor"));
  expect(gist.changes).toBe(2);
});

test("of a long text no more is kept than a card shows", () => {
  const gist = emptyGist();
  foldGist(gist, event("consultation.requested", { patient: "p-1", complaint: "长".repeat(4000) }));
  expect(gist.complaint).toHaveLength(200);
});
