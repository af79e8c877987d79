/** A moment as `<input type="datetime-local">` has it, in China's time, which has no summer time. */
export function toLocalInput(at: string | number): string {
  return new Date(new Date(at).getTime() + chinaAhead).toISOString().slice(0, 16);
}

/** The moment that such an input says, in UTC; null when it says none. */
export function fromLocalInput(value: string): string | null {
  const at = Date.parse(`${value}:00Z`);
  return Number.isNaN(at) ? null : new Date(at - chinaAhead).toISOString();
}

const chinaAhead = 8 * 3_600_000;
