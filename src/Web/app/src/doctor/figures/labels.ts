/** The day of a picture's axis: 2026-03-09 as 3/9, which both languages read. */
export function formatMonthDay(day: string): string {
  const [, month = "", date = ""] = day.split("-");
  return `${Number(month)}/${Number(date)}`;
}
