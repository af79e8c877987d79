import { shallowRef } from "vue";

/** The question for a new sign-in that is open, if one is. */
const open = shallowRef<{ readonly answer: (isDone: boolean) => void } | null>(null);

export const reauthentication = { open };

let running: Promise<boolean> | undefined;

/** Asks the person to sign in again; several commands at a time ask once. False when the person would rather not. */
export function reauthenticate(): Promise<boolean> {
  running ??= new Promise<boolean>((resolve) => {
    open.value = { answer: resolve };
  }).finally(() => {
    open.value = null;
    running = undefined;
  });
  return running;
}
