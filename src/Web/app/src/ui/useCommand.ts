import { ref, type Ref } from "vue";
import { showToast } from "vant";
import { sentenceOf } from "@/shell/codes";
import { codeOf, isFinal } from "@/shell/http";
import { reauthenticate } from "@/shell/reauthentication";
import { CommandIds } from "./commandId";

export interface Command<A extends unknown[], T> {
  /** Sends it. Undefined when it was refused, or when one is on its way already. */
  run(...args: A): Promise<T | undefined>;
  readonly isPending: Readonly<Ref<boolean>>;
  /** The code of the last refusal; null while it is tried again and after a success. */
  readonly code: Readonly<Ref<string | null>>;
}

export interface CommandOptions {
  /** The page shows the refusal itself, by `code`; otherwise a toast tells it. */
  readonly isQuiet?: boolean;
}

/**
 * A command behind a button. It keeps its id until it is answered for good, and when the server wants a recent sign-in
 * the person is asked for it and the same command goes again.
 */
export function useCommand<A extends unknown[], T>(
  send: (id: string, ...args: A) => Promise<T>,
  options: CommandOptions = {},
): Command<A, T> {
  const isPending = ref(false);
  const code = ref<string | null>(null);
  const ids = new CommandIds();

  async function attempt(args: A): Promise<T> {
    const id = ids.next(args);
    try {
      return await send(id, ...args);
    } catch (error) {
      if (codeOf(error) !== "reauthentication.required" || !(await reauthenticate())) throw error;
      return await send(id, ...args);
    }
  }

  async function run(...args: A): Promise<T | undefined> {
    if (isPending.value) return undefined;
    isPending.value = true;
    code.value = null;
    try {
      const answer = await attempt(args);
      ids.settle();
      return answer;
    } catch (error) {
      if (isFinal(error)) ids.settle();
      code.value = codeOf(error);
      if (!options.isQuiet) showToast({ message: sentenceOf(code.value), duration: 3500 });
      return undefined;
    } finally {
      isPending.value = false;
    }
  }

  return { run, isPending, code };
}
