import type { ConsultEvent, Feed } from "../../src/index.js";

/** The texts of the messages among events. */
export function texts(events: readonly ConsultEvent[]): string[] {
  return events.flatMap((event) => (event.type === "message.posted" && event.redacted === undefined ? [event.body.text ?? ""] : []));
}

/** Reads on until what was read satisfies; what comes after a reset counts alone. */
export async function readUntil(feed: Feed, enough: (events: ConsultEvent[]) => boolean): Promise<ConsultEvent[]> {
  let events: ConsultEvent[] = [];
  for (let item = await feed.next(); item.done !== true; item = await feed.next()) {
    if (item.value.kind === "reset") events = [];
    if (item.value.kind === "events") events.push(...item.value.events);
    if (item.value.kind === "events" && enough(events)) return events;
  }
  throw new Error("The feed ended before that.");
}

/** Whether a message of this text was read. */
export function says(text: string): (events: ConsultEvent[]) => boolean {
  return (events) => texts(events).includes(text);
}
