import type { Schemas } from "@consult/client";
import { dayKey } from "@/ui/time";

export type FreeSlot = Schemas["FreeSlot"];

const day = 86_400_000;
const minute = 60_000;

/** A slot of the week view; a booked one names its consultation. */
export interface ShownSlot {
  readonly start: string;
  readonly minutes: number | null;
  readonly consultation: string | null;
}

/** How far ahead slots may lie, and how many can be added at once. */
export const daysAhead = 90;
export const mostAtOnce = 12;

/** The days (yyyy-MM-dd, in China) of the week that begins so many weeks after today. */
export function weekOf(now: number, week: number): string[] {
  return Array.from({ length: 7 }, (_, index) => dayKey(now + (7 * week + index) * day));
}

/** The slots of each day, in order: the free ones, and those that are booked. */
export function slotsByDay(
  days: readonly string[],
  free: readonly FreeSlot[],
  booked: readonly Schemas["DeskLine"][],
): Map<string, ShownSlot[]> {
  const byDay = new Map<string, ShownSlot[]>(days.map((one) => [one, []]));
  const put = (slot: ShownSlot): void => void byDay.get(dayKey(slot.start))?.push(slot);
  for (const { start, minutes } of free) put({ start, minutes, consultation: null });
  for (const { slotAt, consultation } of booked) if (slotAt) put({ start: slotAt, minutes: null, consultation });
  for (const slots of byDay.values()) slots.sort((a, b) => Date.parse(a.start) - Date.parse(b.start));
  return byDay;
}

/** The starts, in UTC as the API takes them, of so many slots one after another from a time of day in China. */
export function startsOf(dayOfFirst: string, clock: string, minutes: number, count: number): string[] {
  const first = Date.parse(`${dayOfFirst}T${clock}:00+08:00`);
  if (Number.isNaN(first)) return [];
  return Array.from({ length: count }, (_, index) =>
    new Date(first + index * minutes * minute).toISOString().replace(".000Z", "Z"),
  );
}
