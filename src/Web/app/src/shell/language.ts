import { computed, type ComputedRef } from "vue";
import { Locale } from "vant";
import vantEn from "vant/es/locale/lang/en-US";
import vantZh from "vant/es/locale/lang/zh-CN";
import { createI18n, type NamedValue } from "vue-i18n";
import type { Texts } from "@/ui/text";
import { messages as clinics } from "@/clinics/messages";
import { messages as conversation } from "@/conversation/messages";
import { messages as doctor } from "@/doctor/messages";
import { messages as groups } from "@/groups/messages";
import { messages as livestreams } from "@/livestreams/messages";
import { messages as operator } from "@/operator/messages";
import { messages as patient } from "@/patient/messages";
import { messages as prescriptions } from "@/prescriptions/messages";
import { messages as shell } from "./messages";

/** The texts of every feature. A feature adds one line here and its texts are `t("feature.key")`. */
const features = { shell, patient, conversation, doctor, prescriptions, operator, groups, livestreams, clinics };

export type Language = "zh" | "en";

/** The dotted paths of all texts, such as `shell.signIn.title`. */
type Paths<T> = { [K in keyof T & string]: T[K] extends Texts ? `${K}.${Paths<T[K]>}` : K }[keyof T & string];
export type MessageKey = { [F in keyof typeof features & string]: `${F}.${Paths<(typeof features)[F]["zh"]>}` }[
  keyof typeof features & string
];

const storageKey = "consult.language";

function texts(language: Language): Texts {
  return Object.fromEntries(Object.entries(features).map(([name, feature]) => [name, feature[language]]));
}

export const i18n = createI18n({
  legacy: false,
  locale: firstLanguage(),
  messages: { zh: texts("zh"), en: texts("en") },
  missingWarn: true,
});

const global = i18n.global;
apply(currentLanguage());

/** A text in the language of the moment; reactive in templates and computed values. */
export function t(key: MessageKey, values: NamedValue = {}): string {
  return global.t(key, values);
}

export function currentLanguage(): Language {
  return global.locale.value as Language;
}

/** What pages need of the language. */
export function useLanguage(): { language: ComputedRef<Language>; t: typeof t; toggle: () => void } {
  return { language: computed(currentLanguage), t, toggle };
}

function toggle(): void {
  const language: Language = currentLanguage() === "zh" ? "en" : "zh";
  localStorage.setItem(storageKey, language);
  apply(language);
}

function apply(language: Language): void {
  global.locale.value = language;
  if (typeof document !== "undefined") document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  if (language === "zh") Locale.use("zh-CN", vantZh);
  else Locale.use("en-US", vantEn);
}

/** The language chosen before, otherwise Chinese if the browser speaks it. */
function firstLanguage(): Language {
  if (typeof localStorage === "undefined") return "zh";
  const chosen = localStorage.getItem(storageKey);
  if (chosen === "zh" || chosen === "en") return chosen;
  return navigator.languages.some((language) => language.toLowerCase().startsWith("zh")) ? "zh" : "en";
}
