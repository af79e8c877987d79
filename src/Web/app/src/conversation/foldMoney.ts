import type { ConsultEvent } from "@consult/client";
import { tell } from "./fold";
import type { Conversation } from "./model";

/** The events about money; false for any other. */
export function foldMoney(state: Conversation, event: ConsultEvent): boolean {
  switch (event.type) {
    case "consultation.paid":
      paid(state, event);
      return true;
    case "pack.ordered": {
      const { payment, fen, rounds } = event.body;
      state.charges.push({ payment, fen, rounds, isHeld: false });
      return true;
    }
    case "pack.refused":
      state.charges = state.charges.filter(({ payment }) => payment !== event.body.payment);
      tell(state, event, { type: "packRefused" });
      return true;
    case "refund.requested":
      state.isRefundPending = true;
      tell(state, event, { type: "refundRequested", reason: event.body.reason ?? "" });
      return true;
    case "refund.declined":
      state.isRefundPending = false;
      tell(state, event, { type: "refundDeclined", reason: event.body.reason ?? "" });
      return true;
    case "refund.approved": {
      const { refundFen: fen, guarantee: isGuarantee, reason } = event.body;
      state.isRefundPending = false;
      state.refundedFen += fen;
      tell(state, event, { type: "refundApproved", fen, isGuarantee, reason: reason ?? "" });
      return true;
    }
    case "consultation.settled":
      state.isSettled = true;
      return true;
    default:
      return false;
  }
}

function paid(state: Conversation, event: Extract<ConsultEvent, { type: "consultation.paid" }>): void {
  const { payment, fen, acceptBy } = event.body;
  const pack = state.charges.find((charge) => charge.payment === payment);
  const charge = pack ?? state.charges[0];
  if (charge) charge.isHeld = true;
  state.acceptBy = acceptBy ?? state.acceptBy;
  if (!pack) return tell(state, event, { type: "paid", fen });
  if (state.roundLimit !== null) state.roundLimit += pack.rounds;
  tell(state, event, { type: "packPaid", rounds: pack.rounds, fen });
}
