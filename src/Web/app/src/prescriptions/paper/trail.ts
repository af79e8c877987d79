import type { ConsultEvent, Schemas } from "@consult/client";

/** What has happened to a prescription, for the foot of the page. */
export interface Trail {
  steps: Step[];
  dispensed: Schemas["DispensedItem"][] | null;
}

export const stepKinds = ["drafted", "signed", "claimed", "approved", "returned", "withdrawn", "extended", "dispensed", "lapsed"] as const;
export type StepKind = (typeof stepKinds)[number];

export interface Step {
  readonly kind: StepKind;
  readonly at: string;
  readonly reason: string | null;
}

export function emptyTrail(): Trail {
  return { steps: [], dispensed: null };
}

export function foldTrail(trail: Trail, event: ConsultEvent): void {
  const step = (kind: StepKind, reason: string | null = null): void => void trail.steps.push({ kind, at: event.at, reason });
  switch (event.type) {
    case "prescription.drafted": return step("drafted");
    case "prescription.signed": return step("signed");
    case "review.claimed": return step("claimed");
    case "prescription.approved": return step("approved");
    case "prescription.returned": return step("returned", event.body.reason ?? null);
    case "prescription.withdrawn": return step("withdrawn", event.body.reason ?? null);
    case "prescription.extended": return step("extended", event.body.reason ?? null);
    case "prescription.lapsed": return step("lapsed");
    case "prescription.dispensed":
      trail.dispensed = itemsOf(event.body.items);
      return step("dispensed");
  }
}

/** The items stand in the event as JSON text; null when they are no longer shown. */
function itemsOf(text: string | null | undefined): Schemas["DispensedItem"][] | null {
  return text ? (JSON.parse(text) as Schemas["DispensedItem"][]) : null;
}
