import { formatClock, formatDay } from "@/ui/time";

/** From when until when: the day once when it is the same. */
export function formatWindow(from: string, until: string): string {
  const [first, last] = [formatDay(from), formatDay(until)];
  return `${first} ${formatClock(from)}–${first === last ? "" : `${last} `}${formatClock(until)}`;
}
