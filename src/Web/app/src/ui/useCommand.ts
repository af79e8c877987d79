import { ref, type Ref } from "vue";
import { sentenceOf } from "@/shell/codes";
import { codeOf, isFinal } from "@/shell/errors";
import { CommandIds } from "./commandId";
import { notify } from "./notify";

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
 * A command behind a button: `send` passes the id on to `session.client.command`. The command keeps its id until it is
 * answered for good, however often the button is pressed.
 */
export function useCommand<A extends unknown[], T>(
  send: (id: string, ...args: A) => Promise<T>,
  options: CommandOptions = {},
): Command<A, T> {
  const isPending = ref(false);
  const code = ref<string | null>(null);
  const ids = new CommandIds();

  async function run(...args: A): Promise<T | undefined> {
    if (isPending.value) return undefined;
    isPending.value = true;
    code.value = null;
    try {
      const answer = await send(ids.next(args), ...args);
      ids.settle();
      return answer;
    } catch (error) {
      if (isFinal(error)) ids.settle();
      code.value = codeOf(error);
      if (!options.isQuiet) notify(sentenceOf(code.value));
      return undefined;
    } finally {
      isPending.value = false;
    }
  }

  return { run, isPending, code };
}
