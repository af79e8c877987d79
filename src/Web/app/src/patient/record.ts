import { start, type ConsultEvent, type EventPage, type Position } from "@consult/client";

/** A feed as it is handed to the patient: all that is shown to them, in order. */
export interface FeedRecord {
  readonly feed: string;
  readonly readAt: string;
  /** Up to where the record goes. */
  readonly position: Position;
  readonly events: readonly ConsultEvent[];
}

/** What one download holds at most; a consultation has some hundreds of events. */
const most = 50_000;

/** Reads a feed from its start to its head, page by page. */
export async function readRecord(
  feed: string,
  read: (after: Position) => Promise<EventPage>,
  onProgress: (count: number) => void = () => undefined,
): Promise<FeedRecord> {
  const events: ConsultEvent[] = [];
  let position = start;
  for (;;) {
    const page = await read(position);
    events.push(...page.events);
    position = page.to;
    onProgress(events.length);
    if (page.to === page.head || events.length >= most) return { feed, readAt: new Date().toISOString(), position, events };
  }
}

/** The name of the file, without anything private in it. */
export const fileNameOf = (feed: string): string => `consult-${feed.replace("/", "-")}.json`;

/** Has the browser save something as a file. */
export function save(name: string, content: unknown): void {
  const url = URL.createObjectURL(new Blob([JSON.stringify(content, null, 2)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
