import type { Schemas } from "@consult/client";
import { expect, test } from "vitest";
import { recordLines } from "./record";

function event(more: object): Schemas["RecordedEvent"] {
  return {
    seq: 1, type: "refund.requested", at: "2026-03-01T00:00:00Z", by: { account: "a-lin", role: "patient" },
    audience: "all", command: "k", tag: "0", body: {}, ...more,
  } as Schemas["RecordedEvent"];
}

test("a line tells who did what, and all that was said", () => {
  const [line] = recordLines([event({ body: { reason: "付了两次", refundFen: 1900, nothing: null } })]);
  expect(line).toMatchObject({ role: "patient", account: "a-lin", redacted: null });
  expect(line?.fields).toEqual([["reason", "付了两次"], ["refundFen", "1900"]]);
});

test("lists are told as they are, and what is no longer shown is said to be so", () => {
  const [line] = recordLines([event({ body: { attachments: ["a-1"] }, redacted: "recalled" })]);
  expect(line?.fields).toEqual([["attachments", '["a-1"]']]);
  expect(line?.redacted).toBe("recalled");
});
