import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef, type WatchSource } from "vue";
import { codeOf } from "@/shell/errors";

/** Something that is read from the server for a page. */
export interface Load<T> {
  /** What was read last; kept while it is read again. */
  readonly data: Readonly<ShallowRef<T | undefined>>;
  /** The code of why it could not be read. */
  readonly code: Readonly<Ref<string | null>>;
  readonly isLoading: Readonly<Ref<boolean>>;
  reload(): Promise<void>;
}

/**
 * Reads at once, again when `source` changes, and stops when the component goes. Of two reads at a time the later one
 * counts, in whatever order they are answered.
 */
export function useLoad<T>(read: (signal: AbortSignal) => Promise<T>, source?: WatchSource): Load<T> {
  const data = shallowRef<T>();
  const code = ref<string | null>(null);
  const isLoading = ref(false);
  let running: AbortController | undefined;

  async function reload(): Promise<void> {
    running?.abort();
    const mine = (running = new AbortController());
    isLoading.value = true;
    try {
      const answer = await read(mine.signal);
      if (mine.signal.aborted) return;
      data.value = answer;
      code.value = null;
    } catch (error) {
      if (!mine.signal.aborted) code.value = codeOf(error);
    } finally {
      if (running === mine) isLoading.value = false;
    }
  }

  if (source)
    watch(source, () => {
      // What belongs to something else must not be shown while this is read.
      data.value = undefined;
      void reload();
    });
  onScopeDispose(() => running?.abort());
  void reload();
  return { data, code, isLoading, reload };
}
