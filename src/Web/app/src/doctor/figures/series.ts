import type { Schemas } from "@consult/client";
import { dayKey } from "@/ui/time";

export type DayFigures = Schemas["DayFigures"];

const day = 86_400_000;

/** The days up to today that can be looked at; figures are kept for 62. */
export const spans = [7, 30, 62] as const;
export type Span = (typeof spans)[number];

/** Every day of a span, also those on which nothing was done: a picture must not close its gaps. */
export function everyDay(days: readonly DayFigures[], now: number, span: Span): DayFigures[] {
  const byDay = new Map(days.map((one) => [one.day, one]));
  return Array.from({ length: span }, (_, index) => {
    const key = dayKey(now - (span - 1 - index) * day);
    return byDay.get(key) ?? { day: key, answered: 0, rounds: 0, ratings: 0 };
  });
}

/** What a span amounts to. */
export interface Summary {
  readonly answered: number;
  /** Null when nobody was answered. */
  readonly roundsEach: number | null;
  /** The mean of the days' medians, each as often as it was answered: the exact median cannot be told from them. */
  readonly firstAnswerSeconds: number | null;
  /** Null when nobody has rated. */
  readonly stars: number | null;
  readonly ratings: number;
}

export function summarize(days: readonly DayFigures[]): Summary {
  const answered = sum(days, (one) => one.answered);
  const ratings = sum(days, (one) => one.ratings);
  const timed = days.filter((one) => one.medianFirstAnswerSeconds != null);
  const times = sum(timed, (one) => one.answered);
  return {
    answered,
    ratings,
    roundsEach: answered > 0 ? sum(days, (one) => one.rounds) / answered : null,
    firstAnswerSeconds: times > 0 ? sum(timed, (one) => (one.medianFirstAnswerSeconds ?? 0) * one.answered) / times : null,
    stars: ratings > 0 ? sum(days, (one) => (one.averageStars ?? 0) * one.ratings) / ratings : null,
  };
}

/** A picture: one value for each day, null where there is none to draw. */
export interface Series {
  readonly key: "answered" | "firstAnswer" | "rounds" | "stars";
  readonly shape: "bar" | "line";
  readonly values: readonly (number | null)[];
}

export function seriesOf(days: readonly DayFigures[]): Series[] {
  return [
    { key: "answered", shape: "bar", values: days.map((one) => one.answered) },
    { key: "firstAnswer", shape: "line", values: days.map((one) => minutesOf(one.medianFirstAnswerSeconds)) },
    { key: "rounds", shape: "bar", values: days.map((one) => one.rounds) },
    { key: "stars", shape: "line", values: days.map((one) => (one.ratings > 0 ? (one.averageStars ?? null) : null)) },
  ];
}

export function hasFigures(days: readonly DayFigures[]): boolean {
  return days.some((one) => one.answered > 0 || one.ratings > 0);
}

function minutesOf(seconds: number | null | undefined): number | null {
  return seconds == null ? null : Math.round(seconds / 6) / 10;
}

function sum(days: readonly DayFigures[], value: (one: DayFigures) => number): number {
  return days.reduce((total, one) => total + value(one), 0);
}
