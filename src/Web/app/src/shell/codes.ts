import { shallowRef } from "vue";
import type { Schemas } from "@consult/client";
import { sentences as chinese } from "./codes.zh";
import { currentLanguage, t } from "./language";

/** The server's own sentences, which are English; read once, when first needed. */
const english = shallowRef<ReadonlyMap<string, string> | null>(null);
let reading: Promise<void> | undefined;

/** What a person is told about a code. Reactive: an English sentence may come a moment later. */
export function sentenceOf(code: string): string {
  if (code === "no.answer") return t("shell.error.noAnswer");
  if (code === "not.understood") return t("shell.error.notUnderstood");
  const sentence = currentLanguage() === "zh" ? chinese[code] : englishOf(code);
  return sentence ?? t("shell.error.other", { code });
}

function englishOf(code: string): string | undefined {
  reading ??= readEnglish();
  return english.value?.get(code);
}

async function readEnglish(): Promise<void> {
  try {
    // Not through the client: nobody may be signed in yet.
    const codes = (await (await fetch("/codes")).json()) as readonly Schemas["CodeInfo"][];
    english.value = new Map(codes.map(({ code, sentence }) => [code, sentence]));
  } catch {
    // The next sentence asks again.
    reading = undefined;
  }
}
