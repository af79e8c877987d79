import type { ConsultEvent } from "@consult/client";

/** What a consultation is about, as far as a card on the desk tells it. */
export interface Gist {
  patient: string | null;
  /** Null while it is not known, or no longer shown. */
  complaint: string | null;
  /** Signs that need help at once were found in what the patient wrote. */
  isUrgent: boolean;
  /** What was said last. */
  last: { readonly text: string; readonly at: string; readonly isMine: boolean } | null;
  /** How often something happened that changes what the desk says of it. */
  changes: number;
}

/** Of a long text a card shows this much, and no more is kept. */
const most = 200;

export function emptyGist(): Gist {
  return { patient: null, complaint: null, isUrgent: false, last: null, changes: 0 };
}

export function foldGist(gist: Gist, event: ConsultEvent): void {
  switch (event.type) {
    case "consultation.requested":
      gist.patient = event.body.patient;
      gist.complaint = shorten(event.body.complaint);
      break;
    case "automatic.posted":
      gist.isUrgent ||= event.body.kind === "notice";
      break;
    case "message.posted":
      gist.last = { text: shorten(event.body.text) ?? "", at: event.at, isMine: event.by?.role === "doctor" };
      gist.changes++;
      break;
    case "message.recalled":
    case "consultation.read":
      gist.changes++;
      break;
  }
}

function shorten(text: string | null | undefined): string | null {
  return text?.slice(0, most) ?? null;
}
