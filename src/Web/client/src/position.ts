/** Where a reader stands in a feed: `seq.tag`, or `0` for the start. The tag is the server's; a client gives it back unread. */
export type Position = string;

export const start: Position = "0";

/** Number of the last event that a position knows. */
export function seqOf(position: Position): number {
  return Number(position.split(".", 1)[0]);
}
