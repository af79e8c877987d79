import { expect, test } from "vitest";
import { slotsByDay, startsOf, weekOf } from "./slots";

test("a week has seven days of China, beginning today", () => {
  const late = Date.parse("2026-03-08T16:30:00Z"); // half past midnight of the 9th in China
  expect(weekOf(late, 0)[0]).toBe("2026-03-09");
  expect(weekOf(late, 0)).toHaveLength(7);
  expect(weekOf(late, 1)[0]).toBe("2026-03-16");
});

test("slots one after another begin where the one before ends", () => {
  expect(startsOf("2026-03-09", "23:50", 20, 2)).toEqual(["2026-03-09T15:50:00Z", "2026-03-09T16:10:00Z"]);
  expect(startsOf("", "09:00", 20, 2)).toEqual([]);
});

test("free and booked slots stand together under their day, in order", () => {
  const days = ["2026-03-09", "2026-03-10"];
  const byDay = slotsByDay(
    days,
    [{ start: "2026-03-09T02:00:00Z", minutes: 20 }, { start: "2026-04-09T02:00:00Z", minutes: 20 }],
    [{ consultation: "c-1", status: "waiting", since: "2026-03-01T00:00:00Z", slotAt: "2026-03-09T01:00:00Z" }],
  );
  expect(byDay.get("2026-03-09")?.map((slot) => slot.consultation)).toEqual(["c-1", null]);
  expect(byDay.get("2026-03-10")).toEqual([]);
  expect(byDay.size).toBe(2);
});
