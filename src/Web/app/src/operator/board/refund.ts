import type { Schemas } from "@consult/client";
import { parseFen } from "@/ui/money";

export type Decision = "all" | "part" | "none";

/** What can still go back of a payment. */
export function leftOf({ heldFen, refundedFen, settledFen }: Schemas["PaymentView"]): number {
  return heldFen - refundedFen - settledFen;
}

/** How much goes back, in fen; null when what was typed is no amount between nothing and everything. */
export function refundOf(decision: Decision, yuan: string, left: number): number | null {
  if (decision === "all") return left;
  if (decision === "none") return 0;
  const fen = parseFen(yuan);
  return fen !== null && fen > 0 && fen < left ? fen : null;
}
