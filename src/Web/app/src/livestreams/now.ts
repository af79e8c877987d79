import type { Signal } from "@consult/client";

/** What is true now in a livestream: the signal `livestream.now`. */
export interface LivestreamNow {
  readonly watching: number;
  readonly figures: { readonly peak: number; readonly unique: number; readonly likes: number };
  /** The first questions of the queue. */
  readonly top: readonly { readonly question: number; readonly votes: number }[];
}

/** The numbers in such a signal; null for any other. A signal is no event, so its shape is looked at here. */
export function nowOf(signal: Signal): LivestreamNow | null {
  if (signal.type !== "livestream.now") return null;
  const told: unknown = signal.figures;
  if (!isRecord(told) || !isRecord(told["figures"])) return null;
  const { figures, top } = told;
  return {
    watching: numberOf(told["watching"]),
    figures: { peak: numberOf(figures["peak"]), unique: numberOf(figures["unique"]), likes: numberOf(figures["likes"]) },
    top: (Array.isArray(top) ? top : []).filter(isRecord).map((one) => ({
      question: numberOf(one["question"]),
      votes: numberOf(one["votes"]),
    })),
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function numberOf(value: unknown): number {
  return typeof value === "number" ? value : 0;
}
