import type { AccountId } from "@consult/client";
import type { Role } from "@/shell/roles";
import { isOver, type Conversation } from "./model";

/** In which capacity somebody looks at a conversation. */
export type Side = "patient" | "doctor" | "consulted" | "observer";

/** Why nothing may be written now; each has its sentence. */
export type Silence =
  | "notPaid" | "waiting" | "noRounds" | "windowClosed" | "closed" | "toAccept" | "observing";

/** The doctor is who accepted it or was asked; another doctor was invited with the patient's consent. */
export function sideOf(conversation: Conversation, account: AccountId | null, role: Role | null): Side {
  if (role === "patient") return "patient";
  if (role !== "doctor") return "observer";
  if (conversation.doctorAccount === account) return "doctor";
  return conversation.opinions.some((opinion) => opinion.account === account && opinion.hasJoined) ? "consulted" : "observer";
}

export function roundsLeft(conversation: Conversation): number | null {
  if (conversation.roundLimit === null) return null;
  return Math.max(0, conversation.roundLimit - conversation.roundsUsed);
}

export function followUpsLeft(conversation: Conversation): number {
  return Math.max(0, conversation.followUpLimit - conversation.followUpsUsed);
}

/** Why somebody may not write now; null when they may. */
export function silenceOf(conversation: Conversation, side: Side): Silence | null {
  if (isOver(conversation)) return "closed";
  if (side === "observer") return "observing";
  if (conversation.status === "requested") return conversation.priceFen > 0 ? "notPaid" : "waiting";
  if (conversation.status !== "active") return side === "doctor" ? "toAccept" : "waiting";
  return side === "patient" ? silenceOfPatient(conversation) : null;
}

function silenceOfPatient(conversation: Conversation): Silence | null {
  // More may be added to the turn that has begun.
  if (conversation.turn) return null;
  if (!conversation.isWindowClosed && roundsLeft(conversation) !== 0) return null;
  if (followUpsLeft(conversation) > 0) return null;
  return conversation.isWindowClosed ? "windowClosed" : "noRounds";
}
