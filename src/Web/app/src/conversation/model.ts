import type {
  AccountId, AttachmentId, CallEnd, CallSide, CancelCause, ConsultationId, ConsultationKind, ConsultationStatus, DoctorId,
  PatientId, PaymentId, PrescriptionId, PrescriptionStatus, RedFlag, Redaction, ThreadId,
} from "@consult/client";

/** A private text, or why it is no longer shown. */
export interface Said {
  readonly text: string;
  readonly redacted?: Redaction | undefined;
}

interface Entry {
  /** The number of its event. */
  readonly seq: number;
  readonly at: string;
}

export interface Message extends Entry {
  readonly kind: "message";
  readonly side: "patient" | "doctor";
  readonly account: AccountId | undefined;
  readonly command: string | undefined;
  said: Said;
  attachments: readonly AttachmentId[];
}

/** Written by no person: where to find help at once, or what the patient answered before the doctor joined. */
export interface Automatic extends Entry {
  readonly kind: "automatic";
  readonly about: "notice" | "summary";
  readonly flag: RedFlag | undefined;
  readonly said: Said;
}

/** Something that happened, told in a line. */
export interface Happening extends Entry {
  readonly kind: "happening";
  readonly what: What;
}

export interface PrescriptionEntry extends Entry {
  readonly kind: "prescription";
  readonly prescription: PrescriptionId;
}

/** The doctor's closing words. */
export interface SummaryEntry extends Entry {
  readonly kind: "summary";
  readonly isAutomatic: boolean;
  readonly redacted: Redaction | undefined;
  readonly impression: string;
  readonly plan: string;
  readonly redFlags: string;
}

export type TimelineEntry = Message | Automatic | Happening | PrescriptionEntry | SummaryEntry;

export type What =
  | { readonly type: "paid"; readonly fen: number }
  | { readonly type: "waiting" }
  | { readonly type: "accepted" }
  | { readonly type: "granted"; readonly rounds: number }
  | { readonly type: "packPaid"; readonly rounds: number; readonly fen: number }
  | { readonly type: "packRefused" }
  | { readonly type: "windowClosed" }
  | { readonly type: "proposed" | "joined" | "refused"; readonly doctor: DoctorId }
  | { readonly type: "revisitDocument" | "revisitConfirmed" }
  | { readonly type: "diagnosed"; readonly code: string; readonly text: string }
  | { readonly type: "call"; readonly reason: CallEnd; readonly seconds: number }
  | { readonly type: "callExtended"; readonly minutes: number }
  | { readonly type: "noShow"; readonly absent: CallSide }
  | { readonly type: "cancelled"; readonly cause: CancelCause; readonly code: string | undefined; readonly reason: string }
  | { readonly type: "expired" | "refunded" }
  | { readonly type: "terminated"; readonly reason: string; readonly referral: string }
  | { readonly type: "transferred"; readonly to: ConsultationId }
  | { readonly type: "refundRequested" | "refundDeclined"; readonly reason: string }
  | { readonly type: "refundApproved"; readonly fen: number; readonly isGuarantee: boolean; readonly reason: string };

/** The price (no rounds), or a pack of rounds. */
export interface Charge {
  readonly payment: PaymentId;
  readonly fen: number;
  readonly rounds: number;
  isHeld: boolean;
}

/** Consecutive messages of the patient. */
export interface Turn {
  readonly round: number | undefined;
  readonly followUp: number | undefined;
}

export interface Opinion {
  readonly doctor: DoctorId;
  readonly account: AccountId;
  hasJoined: boolean;
}

export interface Rating {
  readonly stars: number;
  readonly tags: readonly string[];
  readonly text: string;
}

/** A consultation as its events tell it. */
export interface Conversation {
  status: ConsultationStatus | null;
  kind: ConsultationKind;
  patient: PatientId | null;
  doctor: DoctorId | null;
  doctorAccount: AccountId | null;
  department: string | null;
  origin: ThreadId | null;
  from: ConsultationId | null;
  to: ConsultationId | null;
  complaint: Said;
  hasInterview: boolean;
  isGuaranteed: boolean;

  requestedAt: string | null;
  acceptBy: string | null;
  slotAt: string | null;
  acceptedAt: string | null;
  replyBy: string | null;
  firstReplyAt: string | null;
  windowEnds: string | null;
  isWindowClosed: boolean;
  closeBy: string | null;
  endedAt: string | null;

  /** Null for any number. */
  roundLimit: number | null;
  roundsUsed: number;
  followUpLimit: number;
  followUpsUsed: number;
  turn: Turn | null;

  priceFen: number;
  charges: Charge[];
  refundedFen: number;
  isRefundPending: boolean;
  isSettled: boolean;

  readUpTo: { patient: number; doctor: number };
  opinions: Opinion[];
  revisit: { document: AttachmentId | null; isConfirmed: boolean };
  prescriptions: Record<PrescriptionId, PrescriptionStatus>;
  flags: RedFlag[];
  rating: Rating | null;
  timeline: TimelineEntry[];
}

export function emptyConversation(): Conversation {
  return {
    status: null, kind: "directed", patient: null, doctor: null, doctorAccount: null, department: null, origin: null, from: null, to: null,
    complaint: { text: "" }, hasInterview: false, isGuaranteed: false,
    requestedAt: null, acceptBy: null, slotAt: null, acceptedAt: null, replyBy: null, firstReplyAt: null,
    windowEnds: null, isWindowClosed: false, closeBy: null, endedAt: null,
    roundLimit: null, roundsUsed: 0, followUpLimit: 0, followUpsUsed: 0, turn: null,
    priceFen: 0, charges: [], refundedFen: 0, isRefundPending: false, isSettled: false,
    readUpTo: { patient: 0, doctor: 0 }, opinions: [], revisit: { document: null, isConfirmed: false },
    prescriptions: {}, flags: [], rating: null, timeline: [],
  };
}

const over: readonly (ConsultationStatus | null)[] = ["completed", "cancelled", "expired", "refunded", "terminated", "transferred"];

export function isOver(conversation: Conversation): boolean {
  return over.includes(conversation.status);
}

/** The money that is held and has neither gone back nor over. */
export function openFen(conversation: Conversation): number {
  if (conversation.isSettled) return 0;
  const held = conversation.charges.filter((charge) => charge.isHeld).reduce((sum, { fen }) => sum + fen, 0);
  return Math.max(0, held - conversation.refundedFen);
}
