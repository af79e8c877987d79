import type { ConsultEvent } from "@consult/client";

/** Of a running consultation as home shows it: how far its feed went, and what was said last. */
export interface Running {
  /** Number of the last event; the view is read again when it moves. */
  seq: number;
  /** What the doctor or the patient wrote last; empty when it was pictures alone, null when nothing was said yet or it is no longer shown. */
  last: { readonly seq: number; readonly text: string; readonly isDoctor: boolean } | null;
}

export const emptyRunning = (): Running => ({ seq: 0, last: null });

export function foldRunning(running: Running, event: ConsultEvent): void {
  running.seq = event.seq;
  if (event.type === "message.recalled" && event.body.seq === running.last?.seq) running.last = null;
  if (event.type !== "message.posted") return;
  running.last = event.redacted ? null : { seq: event.seq, text: event.body.text ?? "", isDoctor: event.by?.role === "doctor" };
}
