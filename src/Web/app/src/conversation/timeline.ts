import { dayKey } from "@/ui/time";
import type { Message, TimelineEntry } from "./model";

/** How many entries are drawn at first, and how many more each time somebody scrolls up. */
export const windowStep = 120;

const cluster = 3 * 60_000;

/** An entry with what its surroundings say about how it is drawn. */
export interface Row {
  readonly entry: TimelineEntry;
  /** The day begins with it. */
  readonly startsDay: boolean;
  /** It is the first of several messages of one author in a row. */
  readonly startsCluster: boolean;
  /** It is the last of them, which shows when. */
  readonly endsCluster: boolean;
}

/** The last `count` entries, with their days and clusters. */
export function rowsOf(timeline: readonly TimelineEntry[], count: number): Row[] {
  const from = Math.max(0, timeline.length - count);
  return timeline.slice(from).map((entry, index) => {
    const before = timeline[from + index - 1];
    const after = timeline[from + index + 1];
    return {
      entry,
      startsDay: before === undefined || dayKey(before.at) !== dayKey(entry.at),
      startsCluster: !belongTogether(before, entry),
      endsCluster: !belongTogether(entry, after),
    };
  });
}

function belongTogether(first: TimelineEntry | undefined, second: TimelineEntry | undefined): boolean {
  if (!isMessage(first) || !isMessage(second)) return false;
  const isSoon = Date.parse(second.at) - Date.parse(first.at) < cluster;
  return isSoon && first.side === second.side && first.account === second.account && !first.said.redacted && !second.said.redacted;
}

function isMessage(entry: TimelineEntry | undefined): entry is Message {
  return entry?.kind === "message";
}
