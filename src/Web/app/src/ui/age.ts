import { t } from "@/shell/language";
import { dayKey } from "./time";

/** The age as doctors say it: in years, of an infant in months. */
export function ageOf(birthDate: string | null | undefined, today: string = dayKey(Date.now())): string {
  if (!birthDate) return "";
  const [year = 0, month = 0, day = 0] = birthDate.split("-").map(Number);
  const [thisYear = 0, thisMonth = 0, thisDay = 0] = today.split("-").map(Number);
  const months = (thisYear - year) * 12 + thisMonth - month - (thisDay < day ? 1 : 0);
  return months < 24 ? t("shell.age.months", { n: Math.max(0, months) }) : t("shell.age.years", { n: Math.floor(months / 12) });
}
