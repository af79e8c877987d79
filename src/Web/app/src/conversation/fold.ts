import type { ConsultEvent, ConsultationStatus, EventOf } from "@consult/client";
import { foldMoney } from "./foldMoney";
import { openFen, type Conversation, type Said, type What } from "./model";

/** What an event makes of a conversation. Types it does not know are passed over: the server may be newer. */
export function foldConversation(state: Conversation, event: ConsultEvent): void {
  switch (event.type) {
    case "consultation.requested": return requested(state, event);
    case "consultation.waiting": state.status = "waiting"; return tell(state, event, { type: "waiting" });
    case "consultation.accepted": return accepted(state, event);
    case "consultation.read": return read(state, event);
    case "message.posted": return posted(state, event);
    case "message.recalled": return recalled(state, event.body.seq);
    case "automatic.posted": return automatic(state, event);
    case "rounds.granted":
      if (state.roundLimit !== null) state.roundLimit += event.body.rounds;
      return tell(state, event, { type: "granted", rounds: event.body.rounds });
    case "window.closed": return windowClosed(state, event);
    case "consultation.rated":
      state.rating = { stars: event.body.stars, tags: event.body.tags ?? [], text: event.body.text ?? "" };
      return;
    default:
      if (foldMoney(state, event) || foldOthers(state, event) || foldCalls(state, event)) return;
      foldEnd(state, event);
  }
}

/** Adds a line about what happened. */
export function tell(state: Conversation, event: ConsultEvent, what: What): void {
  state.timeline.push({ kind: "happening", seq: event.seq, at: event.at, what });
}

function said(event: { redacted?: Said["redacted"]; body: { text?: string | null | undefined } }): Said {
  return { text: event.body.text ?? "", redacted: event.redacted };
}

function requested(state: Conversation, event: EventOf<"consultation.requested">): void {
  const { body } = event;
  state.status = "requested";
  state.kind = body.kind;
  state.patient = body.patient;
  state.doctor = body.doctor ?? null;
  state.doctorAccount = body.doctorAccount ?? null;
  state.department = body.department ?? null;
  state.origin = body.origin ?? null;
  state.from = body.from ?? null;
  state.complaint = { text: body.complaint ?? "", redacted: event.redacted };
  state.hasInterview = body.interviewDepartment != null;
  state.isGuaranteed = body.guaranteed;
  state.requestedAt = event.at;
  state.acceptBy = body.acceptBy;
  state.slotAt = body.slotAt ?? null;
  state.roundLimit = body.roundLimit ?? null;
  state.followUpLimit = body.followUpLimit;
  state.priceFen = body.priceFen;
  // The price's payment has the consultation's key; only the order matters here.
  if (body.priceFen > 0) state.charges.push({ payment: "", fen: body.priceFen, rounds: 0, isHeld: false });
  // In a free clinic the complaint is the question, and the turn it begins the one round.
  if (body.kind === "freeClinic") {
    state.roundsUsed = 1;
    state.turn = { round: 1, followUp: undefined };
  }
}

function accepted(state: Conversation, event: EventOf<"consultation.accepted">): void {
  const { body } = event;
  state.status = "active";
  state.doctor = body.doctor ?? state.doctor;
  state.doctorAccount = body.by;
  state.acceptedAt = event.at;
  state.replyBy = body.replyBy;
  state.windowEnds = body.windowEnds ?? state.windowEnds;
  tell(state, event, { type: "accepted" });
}

function posted(state: Conversation, event: EventOf<"message.posted">): void {
  const { body, by } = event;
  const side = by?.role === "patient" ? "patient" : "doctor";
  state.timeline.push({
    kind: "message", seq: event.seq, at: event.at, side, account: by?.account, command: event.command,
    said: said(event), attachments: event.redacted ? [] : body.attachments,
  });
  if (side === "patient") {
    state.turn = { round: body.round, followUp: body.followUp };
    state.roundsUsed = body.round ?? state.roundsUsed;
    state.followUpsUsed = body.followUp ?? state.followUpsUsed;
    return;
  }
  // What another doctor adds neither answers for the doctor nor ends the patient's turn.
  if (by?.account !== state.doctorAccount) return;
  state.turn = null;
  if (state.kind !== "video") state.firstReplyAt ??= event.at;
  state.windowEnds ??= body.windowEnds ?? null;
}

function recalled(state: Conversation, seq: number): void {
  const message = state.timeline.find((entry) => entry.kind === "message" && entry.seq === seq);
  if (message?.kind !== "message") return;
  message.said = { text: "", redacted: "recalled" };
  message.attachments = [];
}

function automatic(state: Conversation, event: EventOf<"automatic.posted">): void {
  const { kind: about, flag } = event.body;
  state.timeline.push({ kind: "automatic", seq: event.seq, at: event.at, about, flag, said: said(event) });
  if (flag) state.flags.push(flag);
}

function read(state: Conversation, event: EventOf<"consultation.read">): void {
  const side = event.by?.role === "patient" ? "patient" : "doctor";
  state.readUpTo[side] = Math.max(state.readUpTo[side], event.body.upTo);
}

function windowClosed(state: Conversation, event: EventOf<"window.closed">): void {
  state.isWindowClosed = true;
  state.closeBy = event.body.closeBy ?? null;
  // A round under way does not outlast the window; a follow-up question does.
  if (state.turn?.followUp === undefined) state.turn = null;
  tell(state, event, { type: "windowClosed" });
}

/** Other doctors, and what belongs to a prescription. */
function foldOthers(state: Conversation, event: ConsultEvent): boolean {
  switch (event.type) {
    case "opinion.proposed":
      state.opinions.push({ ...event.body, hasJoined: false });
      tell(state, event, { type: "proposed", doctor: event.body.doctor });
      return true;
    case "opinion.joined":
      for (const opinion of state.opinions) if (opinion.doctor === event.body.doctor) opinion.hasJoined = true;
      tell(state, event, { type: "joined", doctor: event.body.doctor });
      return true;
    case "opinion.refused":
      state.opinions = state.opinions.filter(({ doctor }) => doctor !== event.body.doctor);
      tell(state, event, { type: "refused", doctor: event.body.doctor });
      return true;
    case "revisit.document.attached":
      state.revisit.document = event.body.document;
      tell(state, event, { type: "revisitDocument" });
      return true;
    case "revisit.confirmed":
      state.revisit.isConfirmed = true;
      tell(state, event, { type: "revisitConfirmed" });
      return true;
    case "diagnosis.recorded":
      tell(state, event, { type: "diagnosed", code: event.body.code ?? "", text: event.body.text ?? "" });
      return true;
    case "prescription.admitted":
      if (!(event.body.prescription in state.prescriptions))
        state.timeline.push({ kind: "prescription", seq: event.seq, at: event.at, prescription: event.body.prescription });
      state.prescriptions[event.body.prescription] = "signed";
      return true;
    case "prescription.noted":
      state.prescriptions[event.body.prescription] = event.body.status;
      return true;
    default:
      return false;
  }
}

function foldCalls(state: Conversation, event: ConsultEvent): boolean {
  switch (event.type) {
    case "consultation.call.answered":
      state.firstReplyAt ??= event.at;
      state.windowEnds ??= event.body.windowEnds ?? null;
      return true;
    case "consultation.call.extended":
      tell(state, event, { type: "callExtended", minutes: event.body.minutes });
      return true;
    case "consultation.call.ended":
      tell(state, event, { type: "call", reason: event.body.reason, seconds: event.body.talkedSeconds });
      return true;
    case "consultation.noshow":
      state.windowEnds ??= event.body.windowEnds ?? null;
      tell(state, event, { type: "noShow", absent: event.body.absent });
      return true;
    default:
      return false;
  }
}

function foldEnd(state: Conversation, event: ConsultEvent): void {
  switch (event.type) {
    case "consultation.completed": {
      const { automatic: isAutomatic, impression, plan, redFlags } = event.body;
      end(state, "completed", event);
      state.timeline.push({
        kind: "summary", seq: event.seq, at: event.at, isAutomatic, redacted: event.redacted,
        impression: impression ?? "", plan: plan ?? "", redFlags: redFlags ?? "",
      });
      return;
    }
    case "consultation.cancelled": {
      const { cause, code, reason } = event.body;
      endWithRefund(state, "cancelled", event);
      return tell(state, event, { type: "cancelled", cause, code, reason: reason ?? "" });
    }
    case "consultation.expired":
      endWithRefund(state, "expired", event);
      return tell(state, event, { type: "expired" });
    case "consultation.refunded":
      endWithRefund(state, "refunded", event);
      return tell(state, event, { type: "refunded" });
    case "consultation.terminated":
      endWithRefund(state, "terminated", event);
      return tell(state, event, { type: "terminated", reason: event.body.reason ?? "", referral: event.body.referral ?? "" });
    case "consultation.transferred":
      endWithRefund(state, "transferred", event);
      state.to = event.body.to;
      return tell(state, event, { type: "transferred", to: event.body.to });
  }
}

function end(state: Conversation, status: ConsultationStatus, event: ConsultEvent): void {
  state.status = status;
  state.endedAt = event.at;
  state.turn = null;
}

// Every end but completion gives back what is still open.
function endWithRefund(state: Conversation, status: ConsultationStatus, event: ConsultEvent): void {
  state.refundedFen += openFen(state);
  state.isRefundPending = false;
  end(state, status, event);
}
