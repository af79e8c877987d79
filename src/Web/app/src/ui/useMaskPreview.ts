import { onScopeDispose, ref, shallowRef, toValue, watch, type MaybeRefOrGetter, type Ref, type ShallowRef } from "vue";
import type { Schemas } from "@consult/client";
import { codeOf } from "@/shell/errors";
import { session } from "@/shell/session";

/** What others would see of `asked`. */
export interface MaskAnswer extends Readonly<Schemas["PreviewAnswer"]> {
  readonly asked: string;
}

export interface MaskPreviewState {
  /** What others would see of the text as it was a moment ago; null while there is none. */
  readonly answer: Readonly<ShallowRef<MaskAnswer | null>>;
  readonly code: Readonly<Ref<string | null>>;
}

/** How long a person has stopped typing before the server is asked. */
const pause = 400;

/** Asks the server, while somebody types, what others would see. Nothing is kept there. */
export function useMaskPreview(text: MaybeRefOrGetter<string>, level: Schemas["MaskLevel"] = "group"): MaskPreviewState {
  const answer = shallowRef<MaskAnswer | null>(null);
  const code = ref<string | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: AbortController | undefined;

  async function read(typed: string): Promise<void> {
    const { signal } = (running = new AbortController());
    try {
      const told = await session.client.ask("POST", "/privacy/preview", { body: { text: typed, level }, signal });
      if (signal.aborted) return;
      answer.value = { ...told, asked: typed };
      code.value = null;
    } catch (error) {
      if (!signal.aborted) code.value = codeOf(error);
    }
  }

  function stop(): void {
    clearTimeout(timer);
    running?.abort();
  }

  watch(
    () => toValue(text).trim(),
    (typed) => {
      stop();
      if (typed === "") answer.value = null;
      else timer = setTimeout(() => void read(typed), pause);
    },
    { immediate: true },
  );
  onScopeDispose(stop);
  return { answer, code };
}
