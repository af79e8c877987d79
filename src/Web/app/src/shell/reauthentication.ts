import { shallowRef } from "vue";
import type { SignInReason } from "@consult/client";

/** A question to the person to sign in again. */
export interface Question {
  readonly reason: SignInReason;
  readonly answer: (isDone: boolean) => void;
}

/** The question that is open, if one is; the dialog shows it. */
export const openQuestion = shallowRef<Question | null>(null);

/** Asks the person to sign in again. False when they would rather not. */
export async function askToSignInAgain(reason: SignInReason): Promise<boolean> {
  openQuestion.value?.answer(false);
  const isDone = await new Promise<boolean>((answer) => (openQuestion.value = { reason, answer }));
  openQuestion.value = null;
  return isDone;
}
