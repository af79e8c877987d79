import type { ConsultEvent, PatientId } from "@consult/client";
import type { MessageKey } from "@/shell/language";

/** A note in a patient's inbox. */
export interface Note {
  readonly seq: number;
  /** The feed that it is about, such as `consultation/c-1`. */
  readonly about: string;
  readonly kind: string;
  readonly at: string;
}

/** The inbox of one patient, from the events of `patient/…`. */
export interface Inbox {
  /** The latest, oldest first. */
  notes: Note[];
  readUpTo: number;
}

/** What a page keeps of one inbox; older notes stay in the record. */
const most = 200;

export const emptyInbox = (): Inbox => ({ notes: [], readUpTo: 0 });

export function foldInbox(inbox: Inbox, event: ConsultEvent): void {
  if (event.type === "inbox.noted") {
    const { about, kind } = event.body;
    inbox.notes.push({ seq: event.seq, about, kind, at: event.at });
    if (inbox.notes.length > most) inbox.notes.shift();
  } else if (event.type === "inbox.read") {
    inbox.readUpTo = Math.max(inbox.readUpTo, event.body.upTo);
  }
}

export const unreadOf = (inbox: Inbox): number => inbox.notes.filter(({ seq }) => seq > inbox.readUpTo).length;

/** A note as the list of all my patients shows it. */
export interface ListedNote extends Note {
  readonly patient: PatientId;
  readonly isUnread: boolean;
}

/** The notes of several patients in one list, newest first. */
export function listed(inboxes: ReadonlyMap<PatientId, Inbox>): ListedNote[] {
  const all = [...inboxes].flatMap(([patient, { notes, readUpTo }]) =>
    notes.map((note) => ({ ...note, patient, isUnread: note.seq > readUpTo })),
  );
  return all.sort((a, b) => b.at.localeCompare(a.at) || b.seq - a.seq);
}

/** Where a note leads without asking: the page of what it is about. Null when that has to be looked up, or has no page. */
export function leadsTo(about: string): string | null {
  const [kind, key] = about.split("/");
  const page = kind === undefined ? undefined : pages[kind];
  return page && key ? `${page}/${encodeURIComponent(key)}` : null;
}

const pages: Readonly<Record<string, string>> = {
  consultation: "/consultations",
  prescription: "/prescriptions",
  clinic: "/clinics",
  thread: "/threads",
  answer: "/answers",
  livestream: "/livestreams",
};

/** What a note says, by what happened. */
export function textOf(kind: string): MessageKey {
  return texts[kind] ?? "patient.inbox.note.other";
}

/** The icon of what a note is about. */
export function iconOf(about: string): string {
  return icons[about.split("/")[0] ?? ""] ?? "bell";
}

const icons: Readonly<Record<string, string>> = {
  consultation: "chat-o",
  call: "phone-o",
  prescription: "description-o",
  clinic: "like-o",
  thread: "comment-o",
  membership: "friends-o",
  answer: "star-o",
};

const texts: Readonly<Record<string, MessageKey>> = {
  "consultation.accepted": "patient.inbox.note.accepted",
  "consultation.completed": "patient.inbox.note.completed",
  "consultation.cancelled": "patient.inbox.note.cancelled",
  "consultation.expired": "patient.inbox.note.expired",
  "consultation.refunded": "patient.inbox.note.refunded",
  "consultation.terminated": "patient.inbox.note.terminated",
  "consultation.transferred": "patient.inbox.note.transferred",
  "consultation.noshow": "patient.inbox.note.noShow",
  "refund.approved": "patient.inbox.note.refundApproved",
  "refund.declined": "patient.inbox.note.refundDeclined",
  "opinion.proposed": "patient.inbox.note.opinionProposed",
  "call.started": "patient.inbox.note.callStarted",
  "place.promoted": "patient.inbox.note.placePromoted",
  "clinic.cancelled": "patient.inbox.note.clinicCancelled",
  "membership.invited": "patient.inbox.note.invited",
  "membership.joined": "patient.inbox.note.joined",
  "membership.declined": "patient.inbox.note.joinDeclined",
  "membership.muted": "patient.inbox.note.muted",
  "membership.removed": "patient.inbox.note.removed",
  "membership.banned": "patient.inbox.note.banned",
  "mentor.appointed": "patient.inbox.note.mentor",
  "badge.earned": "patient.inbox.note.badge",
  "post.declined": "patient.inbox.note.postDeclined",
  "answer.given": "patient.inbox.note.answerGiven",
  "reply.added": "patient.inbox.note.replyAdded",
  "answer.proposed": "patient.inbox.note.answerProposed",
  "answer.retracted": "patient.inbox.note.answerRetracted",
  "prescription.approved": "patient.inbox.note.prescriptionApproved",
  "prescription.returned": "patient.inbox.note.prescriptionReturned",
  "prescription.withdrawn": "patient.inbox.note.prescriptionWithdrawn",
  "prescription.dispensed": "patient.inbox.note.prescriptionDispensed",
  "prescription.lapsed": "patient.inbox.note.prescriptionLapsed",
};
