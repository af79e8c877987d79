import type { ConsultEvent } from "@consult/client";
import { expect, test } from "vitest";
import { foldLicence, noLicence } from "./licence";

function after(...events: [type: string, body: object][]): ReturnType<typeof noLicence> {
  const licence = noLicence();
  for (const [index, [type, body]] of events.entries())
    foldLicence(licence, { seq: index + 1, type, at: "2026-03-01T00:00:00Z", body } as ConsultEvent);
  return licence;
}

const verified: [string, object] = ["doctor.licence.verified", { licenceNumber: "110", validUntil: "2099-12-31T16:00:00Z" }];

test("a licence is missing until it was verified", () => {
  expect(after(["doctor.online", {}]).state).toBe("missing");
  expect(after(verified)).toMatchObject({ state: "verified", number: "110", validUntil: "2099-12-31T16:00:00Z" });
});

test("revoked it says why, until it is verified again", () => {
  const revoked: [string, object] = ["doctor.licence.revoked", { reason: "证书信息有误" }];
  expect(after(verified, revoked)).toMatchObject({ state: "revoked", reason: "证书信息有误" });
  expect(after(verified, revoked, verified)).toMatchObject({ state: "verified", reason: null });
});

test("it expires by itself", () => {
  expect(after(verified, ["doctor.licence.expired", {}]).state).toBe("expired");
});
