import { onScopeDispose, ref, type Ref } from "vue";
import { currentLanguage, t } from "@/shell/language";

/** The hospital's time zone, whatever the device is set to: a slot at 9:00 is at 9:00 in China. */
const timeZone = "Asia/Shanghai";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const formats = new Map<string, Intl.DateTimeFormat>();

function format(at: number, options: Intl.DateTimeFormatOptions): string {
  const locale = currentLanguage() === "zh" ? "zh-CN" : "en-GB";
  const key = locale + JSON.stringify(options);
  let made = formats.get(key);
  if (!made) formats.set(key, (made = new Intl.DateTimeFormat(locale, { timeZone, hourCycle: "h23", ...options })));
  return made.format(at);
}

type Moment = string | number | Date;

const millis = (at: Moment): number => new Date(at).getTime();

/** 14:05 */
export function formatClock(at: Moment): string {
  return format(millis(at), { hour: "2-digit", minute: "2-digit" });
}

/** 3月8日 星期日 */
export function formatDay(at: Moment): string {
  return format(millis(at), { month: "short", day: "numeric", weekday: "short" });
}

/** 3月8日 星期日 14:05, for what is to come within days */
export function formatSoon(at: Moment): string {
  return `${formatDay(at)} ${formatClock(at)}`;
}

/** 2026年3月8日 */
export function formatDate(at: Moment): string {
  return format(millis(at), { year: "numeric", month: "short", day: "numeric" });
}

/** 2026年3月8日 14:05 */
export function formatMoment(at: Moment): string {
  return `${formatDate(at)} ${formatClock(at)}`;
}

/** The day in China as yyyy-MM-dd, for `<input type="date">` and for comparing days. */
export function dayKey(at: Moment): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" }).format(millis(at));
}

/** How long ago, as short as it can be said: 刚刚, 5 分钟前, 14:05, 昨天 14:05, 3月8日 14:05, 2025年3月8日. */
export function formatAgo(at: Moment, now: number = Date.now()): string {
  const then = millis(at);
  const past = now - then;
  // A clock that is a little ahead must not make a message of the future.
  if (past < minute) return past > -minute ? t("shell.time.now") : formatMoment(then);
  if (past < hour) return t("shell.time.minutesAgo", { n: Math.floor(past / minute) });
  if (dayKey(then) === dayKey(now)) return formatClock(then);
  if (dayKey(then) === dayKey(now - day)) return t("shell.time.yesterday", { time: formatClock(then) });
  if (dayKey(then).slice(0, 4) !== dayKey(now).slice(0, 4)) return formatDate(then);
  return `${format(then, { month: "short", day: "numeric" })} ${formatClock(then)}`;
}

/** What is left until then: 1:05:09, 04:59, 00:00 when it has passed. Days are told as hours: 47:12:00. */
export function formatLeft(until: Moment, now: number): string {
  const seconds = Math.max(0, Math.floor((millis(until) - now) / 1000));
  const two = (n: number): string => String(n).padStart(2, "0");
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${two(m)}:${two(s)}`;
}

/** The time as a ref that moves on, for as long as the component is there. */
export function useNow(every = 30_000): Readonly<Ref<number>> {
  const now = ref(Date.now());
  const timer = setInterval(() => (now.value = Date.now()), every);
  onScopeDispose(() => clearInterval(timer));
  return now;
}
