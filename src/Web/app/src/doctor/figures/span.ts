import { t } from "@/shell/language";

/** A length of time in the two largest units that say something: 40 秒, 12 分钟, 3 小时 5 分. */
export function formatSpan(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (minutes < 1) return t("doctor.figures.seconds", { n: Math.round(seconds) });
  if (minutes < 60) return t("doctor.figures.minutes", { n: minutes });
  return t("doctor.figures.hours", { h: Math.floor(minutes / 60), m: minutes % 60 });
}
