import type { Schemas } from "@consult/client";

export type Desk = Schemas["DeskPage"];
export type DeskLine = Schemas["DeskLine"];

/** What a doctor can look at. */
export const deskViews = ["all", "waiting", "active", "dueSoon", "unread"] as const;
export type DeskView = (typeof deskViews)[number];

export type DeskGroups = { readonly [view in DeskView]: readonly DeskLine[] };

/** When something must have been done at the latest: accepted, or answered for the first time. */
export function dueBy(line: DeskLine): string | null {
  return (line.status === "active" ? line.replyBy : line.acceptBy) ?? null;
}

/** The desk as a doctor works through it. Each group has the most urgent first. */
export function groupDesk(desk: Desk): DeskGroups {
  const byKey = new Map(desk.items.map((line) => [line.consultation, line]));
  const waiting = desk.items.filter(({ status }) => status !== "active").sort(byDue);
  const active = desk.items.filter(({ status }) => status === "active").sort(byUnread);
  return {
    all: [...waiting, ...active],
    waiting,
    active,
    // The order is the server's, as what is soon is.
    dueSoon: desk.dueSoon.flatMap((key) => byKey.get(key) ?? []),
    unread: active.filter(hasUnread),
  };
}

/** The parts that a view has, as columns on a wide screen. */
export function sectionsOf(view: DeskView): readonly DeskView[] {
  return view === "all" ? ["waiting", "active"] : [view];
}

function hasUnread(line: DeskLine): boolean {
  return (line.unread ?? 0) > 0;
}

/** Who is owed a first reply, then who has written, then the others; those who have come first before later ones. */
function byUnread(a: DeskLine, b: DeskLine): number {
  return Number(hasReply(b)) - Number(hasReply(a)) || Number(hasUnread(b)) - Number(hasUnread(a)) || byDue(a, b);
}

function hasReply(line: DeskLine): boolean {
  return line.replyBy != null;
}

function byDue(a: DeskLine, b: DeskLine): number {
  return compare(dueBy(a) ?? "~", dueBy(b) ?? "~") || compare(a.since, b.since);
}

/** Times of the protocol are ISO 8601 in UTC, so that their text is in their order; "~" is behind all of them. */
function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
