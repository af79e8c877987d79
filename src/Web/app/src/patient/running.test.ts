import { expect, test } from "vitest";
import type { ConsultEvent } from "@consult/client";
import { emptyRunning, foldRunning } from "./running";

const said = (seq: number, role: string, text: string): ConsultEvent =>
  ({ seq, type: "message.posted", at: "2026-03-08T12:00:00Z", by: { role }, body: { text, attachments: [] } }) as unknown as ConsultEvent;

test("what was said last is kept, with who said it, and every event moves the place", () => {
  const running = emptyRunning();
  foldRunning(running, said(3, "patient", "咳嗽"));
  foldRunning(running, said(4, "doctor", "多久了？"));
  foldRunning(running, { seq: 5, type: "consultation.read" } as ConsultEvent);
  expect(running).toEqual({ seq: 5, last: { seq: 4, text: "多久了？", isDoctor: true } });
});

test("what is no longer shown is not shown here either", () => {
  const running = emptyRunning();
  foldRunning(running, { ...said(3, "doctor", ""), redacted: "recalled" } as ConsultEvent);
  expect(running.last).toBeNull();
  foldRunning(running, said(4, "doctor", "多久了？"));
  foldRunning(running, { seq: 5, type: "message.recalled", body: { seq: 4 } } as unknown as ConsultEvent);
  expect(running.last).toBeNull();
});
