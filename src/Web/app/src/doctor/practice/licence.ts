import type { ConsultEvent } from "@consult/client";

/** What the doctor's feed says of the licence. */
export interface Licence {
  state: "missing" | "verified" | "revoked" | "expired";
  /** Its number; null when it is not known or no longer shown. */
  number: string | null;
  validUntil: string | null;
  /** Why it was revoked. */
  reason: string | null;
}

export function noLicence(): Licence {
  return { state: "missing", number: null, validUntil: null, reason: null };
}

export function foldLicence(licence: Licence, event: ConsultEvent): void {
  switch (event.type) {
    case "doctor.licence.verified":
      licence.state = "verified";
      licence.number = event.body.licenceNumber ?? null;
      licence.validUntil = event.body.validUntil;
      licence.reason = null;
      break;
    case "doctor.licence.revoked":
      licence.state = "revoked";
      licence.reason = event.body.reason ?? null;
      break;
    case "doctor.licence.expired":
      licence.state = "expired";
      break;
  }
}
