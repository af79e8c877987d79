import { formatLeft } from "@/ui/time";

/** How long from one moment to another, as a clock that runs: 00:12:33 without leading hours. */
export function clockOf(from: number, to: number): string {
  return formatLeft(Math.max(from, to), from);
}

/** So many seconds into the livestream: 02:05, 1:02:05. */
export function clockAt(seconds: number): string {
  return formatLeft(Math.max(0, seconds) * 1_000, 0);
}
