import type { ConsultEvent } from "@consult/client";
import { expect, test } from "vitest";
import { emptyRevisit, foldRevisit, isPrescribed, type Revisit } from "./revisit";

function after(...events: [type: string, body: object, role?: string][]): Revisit {
  const revisit = emptyRevisit();
  for (const [index, [type, body, role = "doctor"]] of events.entries())
    foldRevisit(revisit, { seq: index + 1, type, at: "2026-03-01T00:00:00Z", by: { account: "a", role }, body } as ConsultEvent);
  return revisit;
}

test("it knows which steps have been taken", () => {
  const revisit = after(
    ["consultation.requested", { kind: "revisit", patient: "p-1", complaint: "续方" }, "patient"],
    ["revisit.document.attached", { document: "a-1" }, "patient"],
    ["message.posted", { text: "您好", attachments: [] }, "patient"],
  );
  expect(revisit).toMatchObject({ kind: "revisit", patient: "p-1", document: "a-1", isConfirmed: false, hasReplied: false });
});

test("a diagnosis that is corrected is the one that counts", () => {
  const revisit = after(["diagnosis.recorded", { code: "I10", text: "高血压" }], ["diagnosis.recorded", { code: "I10.x00", text: "高血压病1级" }]);
  expect(revisit.diagnosis).toEqual({ code: "I10.x00", text: "高血压病1级" });
});

test("another prescription may be signed once the one before is over", () => {
  const admitted: [string, object] = ["prescription.admitted", { prescription: "r-1", revision: 1 }];
  expect(isPrescribed(after(admitted))).toBe(true);
  expect(isPrescribed(after(admitted, ["prescription.noted", { prescription: "r-1", status: "valid" }]))).toBe(true);
  expect(isPrescribed(after(admitted, ["prescription.noted", { prescription: "r-1", status: "returned" }]))).toBe(false);
});
