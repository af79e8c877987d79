/** A moment as `<input type="datetime-local">` has it, in China's time, which has no summer time. */
export function toLocalInput(at: string | number): string {
  return new Date(new Date(at).getTime() + chinaAhead).toISOString().slice(0, 16);
}

/** The moment that such an input says, in UTC; null when it says none. */
export function fromLocalInput(value: string): string | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value)) return null;
  return new Date(Date.parse(`${value.slice(0, 16)}:00Z`) - chinaAhead).toISOString();
}

const chinaAhead = 8 * 3_600_000;
