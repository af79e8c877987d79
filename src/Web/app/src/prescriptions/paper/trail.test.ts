import type { ConsultEvent } from "@consult/client";
import { expect, test } from "vitest";
import { emptyTrail, foldTrail, type Trail } from "./trail";

function after(...events: [type: string, body: object][]): Trail {
  const trail = emptyTrail();
  for (const [index, [type, body]] of events.entries())
    foldTrail(trail, { seq: index + 1, type, at: `2026-03-01T00:00:0${index}Z`, body } as ConsultEvent);
  return trail;
}

test("the steps stand in the order in which they were taken; a change of the draft is none", () => {
  const trail = after(
    ["prescription.drafted", { content: "{}" }],
    ["prescription.revised", { content: "{}" }],
    ["prescription.signed", { revision: 2 }],
    ["review.claimed", { pharmacist: "a-ph" }],
    ["prescription.returned", { reason: "剂量请核对" }],
  );
  expect(trail.steps.map(({ kind }) => kind)).toEqual(["drafted", "signed", "claimed", "returned"]);
  expect(trail.steps.at(-1)?.reason).toBe("剂量请核对");
});

test("what was handed out is read from the event", () => {
  expect(after(["prescription.dispensed", { items: '[{"drug":"a","packs":2}]' }]).dispensed).toEqual([{ drug: "a", packs: 2 }]);
  expect(after(["prescription.dispensed", { items: null }]).dispensed).toBeNull();
});
