import { expect, test } from "vitest";
import { groupDesk, sectionsOf, type Desk, type DeskLine } from "./desk";

function line(consultation: string, more: Partial<DeskLine> = {}): DeskLine {
  return { consultation, status: "waiting", kind: "directed", since: "2026-03-01T00:00:00Z", ...more };
}

function desk(items: DeskLine[], dueSoon: string[] = []): Desk {
  return { doctor: "d-1", waiting: [], reserved: [], active: [], cap: 20, items, dueSoon, dailyCaps: [] };
}

const keys = (lines: readonly DeskLine[]): string[] => lines.map(({ consultation }) => consultation);

test("who has to be accepted soonest comes first; who has no limit comes last, longest first", () => {
  const groups = groupDesk(
    desk([
      line("none-late", { since: "2026-03-02T00:00:00Z" }),
      line("late", { acceptBy: "2026-03-03T00:00:00Z" }),
      line("none-early"),
      line("soon", { acceptBy: "2026-03-02T00:00:00Z" }),
    ]),
  );
  expect(keys(groups.waiting)).toEqual(["soon", "late", "none-early", "none-late"]);
});

test("what is reserved waits, and what is active does not", () => {
  const groups = groupDesk(desk([line("r", { status: "reserved" }), line("a", { status: "active" }), line("w")]));
  expect(keys(groups.waiting).sort()).toEqual(["r", "w"]);
  expect(keys(groups.active)).toEqual(["a"]);
  expect(keys(groups.all)).toHaveLength(3);
});

test("a first reply that is owed goes before what is unread, and that before the rest", () => {
  const groups = groupDesk(
    desk([
      line("read", { status: "active", unread: 0 }),
      line("unread", { status: "active", unread: 3 }),
      line("owed", { status: "active", unread: 0, replyBy: "2026-03-02T00:00:00Z" }),
    ]),
  );
  expect(keys(groups.active)).toEqual(["owed", "unread", "read"]);
  expect(keys(groups.unread)).toEqual(["unread"]);
});

test("what is due soon keeps the server's order, without what has left the desk", () => {
  const groups = groupDesk(desk([line("a"), line("b")], ["b", "gone", "a"]));
  expect(keys(groups.dueSoon)).toEqual(["b", "a"]);
});

test("everything is shown as waiting and active, anything else by itself", () => {
  expect(sectionsOf("all")).toEqual(["waiting", "active"]);
  expect(sectionsOf("unread")).toEqual(["unread"]);
});
