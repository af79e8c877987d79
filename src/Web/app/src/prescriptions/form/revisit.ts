import type { ConsultationKind, ConsultEvent, PrescriptionStatus } from "@consult/client";

/** How far a revisit has come on the way to a prescription. */
export interface Revisit {
  kind: ConsultationKind | null;
  patient: string | null;
  complaint: string | null;
  /** The attachment with the earlier diagnosis. */
  document: string | null;
  isConfirmed: boolean;
  diagnosis: { readonly code: string; readonly text: string } | null;
  /** The doctor has answered: before that nothing may be prescribed. */
  hasReplied: boolean;
  /** The prescription that is signed, and how it stands. */
  prescription: { readonly key: string; readonly status: PrescriptionStatus | null } | null;
}

export function emptyRevisit(): Revisit {
  return { kind: null, patient: null, complaint: null, document: null, isConfirmed: false, diagnosis: null, hasReplied: false, prescription: null };
}

export function foldRevisit(revisit: Revisit, event: ConsultEvent): void {
  switch (event.type) {
    case "consultation.requested":
      revisit.kind = event.body.kind;
      revisit.patient = event.body.patient;
      revisit.complaint = event.body.complaint ?? null;
      break;
    case "revisit.document.attached":
      revisit.document = event.body.document;
      break;
    case "revisit.confirmed":
      revisit.isConfirmed = true;
      break;
    case "diagnosis.recorded":
      revisit.diagnosis = { code: event.body.code ?? "", text: event.body.text ?? "" };
      break;
    case "message.posted":
      revisit.hasReplied ||= event.by?.role === "doctor";
      break;
    case "prescription.admitted":
      revisit.prescription = { key: event.body.prescription, status: null };
      break;
    case "prescription.noted":
      revisit.prescription = { key: event.body.prescription, status: event.body.status };
      break;
  }
}

/** Whether one is under review or in force, so that no other may be signed. */
export function isPrescribed({ prescription }: Revisit): boolean {
  return prescription !== null && !["returned", "withdrawn", "lapsed"].includes(prescription.status ?? "");
}
