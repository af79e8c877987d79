import type { Schemas } from "@consult/client";
import { t, type MessageKey } from "@/shell/language";

export type Kind = Schemas["ConsultationKind"];
export type KindTerms = Schemas["KindTerms"];

/** In the order in which they are offered. */
export const kinds: readonly Kind[] = ["directed", "video", "revisit", "quick", "freeClinic"];

/** What a doctor is asked for by name; the others go through a department or a clinic. */
export const doctorKinds: readonly Kind[] = ["directed", "video", "revisit"];

export const kindIcons: Readonly<Record<Kind, string>> = {
  quick: "fire-o",
  directed: "chat-o",
  video: "video-o",
  revisit: "records-o",
  freeClinic: "like-o",
};

export const isKind = (text: unknown): text is Kind => kinds.some((kind) => kind === text);

export const nameOfKind = (kind: Kind): string => t(`patient.kind.${kind}.name`);

const hour = 3600;

/** A length of time as it is said: 10 分钟, 24 小时, 7 天. Up to two days in hours, as the terms of kinds are. */
export function formatLength(seconds: number): string {
  const [key, n]: [MessageKey, number] =
    seconds < hour ? ["patient.length.minutes", Math.round(seconds / 60)]
    : seconds <= 48 * hour ? ["patient.length.hours", Math.round(seconds / hour)]
    : ["patient.length.days", Math.round(seconds / (24 * hour))];
  return t(key, { n });
}

/** What the kind gives for its price, in a few short phrases: 20 轮对话, 48 小时内有效 … */
export function giftsOf(terms: KindTerms): string[] {
  const gifts: string[] = [];
  if (terms.minutes) gifts.push(t("patient.gives.minutes", { n: terms.minutes }));
  if (terms.rounds) gifts.push(t("patient.gives.rounds", { n: terms.rounds }));
  if (terms.followUps > 0) gifts.push(t("patient.gives.followUps", { n: terms.followUps }));
  gifts.push(t("patient.gives.window", { length: formatLength(terms.windowSeconds) }));
  gifts.push(t("patient.gives.accept", { length: formatLength(terms.acceptSeconds) }));
  return gifts;
}
