import { expect, test } from "vitest";
import { everyDay, hasFigures, seriesOf, summarize, type DayFigures } from "./series";

const now = Date.parse("2026-03-08T16:30:00Z"); // half past midnight of the 9th in China

function day(key: string, more: Partial<DayFigures> = {}): DayFigures {
  return { day: key, answered: 0, rounds: 0, ratings: 0, ...more };
}

test("every day of the span is there, today last, those without figures at nothing", () => {
  const days = everyDay([day("2026-03-08", { answered: 3 }), day("2026-01-01", { answered: 9 })], now, 7);
  expect(days.map((one) => one.day)).toEqual([
    "2026-03-03", "2026-03-04", "2026-03-05", "2026-03-06", "2026-03-07", "2026-03-08", "2026-03-09",
  ]);
  expect(days.map((one) => one.answered)).toEqual([0, 0, 0, 0, 0, 3, 0]);
});

test("a span's means count each day by what was done on it", () => {
  const summary = summarize([
    day("2026-03-08", { answered: 1, rounds: 4, medianFirstAnswerSeconds: 600, ratings: 1, averageStars: 5 }),
    day("2026-03-09", { answered: 3, rounds: 4, medianFirstAnswerSeconds: 200, ratings: 3, averageStars: 4 }),
  ]);
  expect(summary).toEqual({ answered: 4, ratings: 4, roundsEach: 2, firstAnswerSeconds: 300, stars: 4.25 });
});

test("nothing was done: there are no means, rather than zeros", () => {
  expect(summarize([day("2026-03-09")])).toEqual({ answered: 0, ratings: 0, roundsEach: null, firstAnswerSeconds: null, stars: null });
  expect(hasFigures([day("2026-03-09")])).toBe(false);
  expect(hasFigures([day("2026-03-09", { ratings: 1 })])).toBe(true);
});

test("a day without an answer or a rating leaves a gap, and is not drawn as zero", () => {
  const series = seriesOf([day("2026-03-08"), day("2026-03-09", { answered: 2, medianFirstAnswerSeconds: 90, ratings: 1, averageStars: 4 })]);
  const values = Object.fromEntries(series.map((one) => [one.key, one.values]));
  expect(values).toEqual({ answered: [0, 2], firstAnswer: [null, 1.5], rounds: [0, 0], stars: [null, 4] });
});
