import type { Schemas } from "@consult/client";
import { dayKey } from "@/ui/time";

export type Slot = Schemas["FreeSlot"];

/** The slots of one day in China. */
export interface SlotDay {
  readonly day: string;
  readonly slots: readonly Slot[];
}

/** By day, soonest first, as the server lists them. */
export function byDay(slots: readonly Slot[]): SlotDay[] {
  const days = new Map<string, Slot[]>();
  for (const slot of slots) {
    const day = dayKey(slot.start);
    days.set(day, [...(days.get(day) ?? []), slot]);
  }
  return [...days].map(([day, of]) => ({ day, slots: of }));
}
