import { expect, test } from "vitest";
import { eventTypes } from "../../tools/events.mjs";

const contracts = (events: string) => `# Events: names.\n\n${events}\n\n# Commands: none.\n\n# Enums: values.\n\nRole: system = 0, patient = 1\nRedaction: recalled = 0\n`;

test("fields become members, private ones apart", () => {
  expect(eventTypes(contracts("message.posted { round: number?, attachments: [string (AttachmentId)], text: private string }")))
    .toContain('Shown<"message.posted", { round?: number; attachments: Array<AttachmentId> }, { text: string | null }>');
});

test("objects, lists of them, private lists and dates", () => {
  const types = eventTypes(contracts("a.b { shares: [{ payment: string (PaymentId), fen: number }], tags: [private string], at: string (date-time)? }\nc.d {  }"));
  expect(types).toContain('Shown<"a.b", { shares: Array<{ payment: PaymentId; fen: number }>; at?: string }, { tags: Array<string> }>');
  expect(types).toContain('Shown<"c.d", {}, {}>');
});

test("enums become unions and ids names", () => {
  const types = eventTypes(contracts("a.b { by: string (AccountId) }"));
  expect(types).toContain('export type Role = "system" | "patient";');
  expect(types).toContain("export type AccountId = string;");
});

test("what it does not understand is an error, not a wrong type", () => {
  expect(() => eventTypes(contracts("a.b { x: [string }"))).toThrow("Expected ]");
  expect(() => eventTypes(contracts("a.b"))).toThrow("not an event");
});
