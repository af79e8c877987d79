import { sentenceOf } from "@/shell/codes";
import { t } from "@/shell/language";
import { formatFen } from "@/ui/money";
import type { What } from "./model";
import type { Side } from "./permission";

/** What a line about something that happened says: first what, then why. */
export function linesOf(what: What, side: Side, nameOf: (doctor: string) => string): string[] {
  const line = "conversation.line";
  switch (what.type) {
    case "paid": return [t(`${line}.paid`, { money: formatFen(what.fen) })];
    case "accepted": return [t(side === "doctor" ? `${line}.acceptedOwn` : `${line}.accepted`)];
    case "granted": return [t(`${line}.granted`, { n: what.rounds })];
    case "packPaid": return [t(`${line}.packPaid`, { n: what.rounds, money: formatFen(what.fen) })];
    case "proposed":
    case "joined":
    case "refused": return [t(`${line}.${what.type}`, { name: nameOf(what.doctor) })];
    case "diagnosed": return [t(`${line}.diagnosed`, { code: what.code, text: what.text })];
    case "call": return [callLine(what.reason, what.seconds)];
    case "callExtended": return [t(`${line}.callExtended`, { n: what.minutes })];
    case "noShow": return [t(what.absent === "patient" ? `${line}.noShowPatient` : `${line}.noShowDoctor`)];
    case "cancelled": return cancelLines(what);
    case "terminated":
      return [t(`${line}.terminated`), ...given("terminatedReason", "reason", what.reason), ...given("referral", "referral", what.referral)];
    case "refundRequested":
    case "refundDeclined": return [t(`${line}.${what.type}`, { reason: what.reason })];
    case "refundApproved":
      return what.isGuarantee
        ? [t(`${line}.guarantee`, { money: formatFen(what.fen) })]
        : [t(`${line}.refundApproved`, { money: formatFen(what.fen) }), ...given("reason", "reason", what.reason)];
    default: return [t(`${line}.${what.type}`)];
  }
}

function cancelLines({ cause, code, reason }: Extract<What, { type: "cancelled" }>): string[] {
  const causes = {
    patient: "conversation.line.cancelledPatient",
    doctor: "conversation.line.cancelledDoctor",
    queue: "conversation.line.cancelledQueue",
    payment: "conversation.line.cancelledPayment",
  } as const;
  return [t(causes[cause]), ...(code ? [sentenceOf(code)] : []), ...given("reason", "reason", reason)];
}

function callLine(reason: string, seconds: number): string {
  if (seconds >= 60) return t("conversation.call.talked", { n: Math.round(seconds / 60) });
  if (seconds > 0) return t("conversation.call.short");
  if (reason === "declined" || reason === "busy" || reason === "missed") return t(`conversation.call.${reason}`);
  return t("conversation.call.other");
}

function given(key: "reason" | "terminatedReason" | "referral", name: string, value: string): string[] {
  return value ? [t(`conversation.line.${key}`, { [name]: value })] : [];
}
