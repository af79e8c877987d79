import { expect, test } from "vitest";
import { byDay } from "./slots";

test("slots stand under their day in China", () => {
  const slots = ["2026-03-08T15:30:00Z", "2026-03-08T16:30:00Z", "2026-03-09T02:00:00Z"].map((start) => ({ start, minutes: 15 }));
  expect(byDay(slots).map(({ day, slots: of }) => [day, of.length])).toEqual([
    ["2026-03-08", 1],
    ["2026-03-09", 2],
  ]);
});
