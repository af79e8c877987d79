import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef, type WatchSource } from "vue";
import { codeOf } from "@/shell/errors";

/** One page of a list, and where the next begins. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next?: string | null | undefined;
}

/** A list that grows page by page. */
export interface Pages<T> {
  readonly items: Readonly<ShallowRef<readonly T[]>>;
  readonly code: Readonly<Ref<string | null>>;
  readonly isLoading: Readonly<Ref<boolean>>;
  /** False until the first page is there. */
  readonly isLoaded: Readonly<Ref<boolean>>;
  readonly hasMore: Readonly<Ref<boolean>>;
  more(): Promise<void>;
  /** From the start again. What is shown stays until the first page is there. */
  reload(): Promise<void>;
}

/** What a page keeps in memory of one list at most; who has scrolled that far should search. */
const most = 2_000;

/** Reads the first page at once, and everything again from the start when `source` changes. */
export function usePages<T>(
  read: (after: string | undefined, signal: AbortSignal) => Promise<Page<T>>,
  source?: WatchSource,
): Pages<T> {
  const items = shallowRef<readonly T[]>([]);
  const code = ref<string | null>(null);
  const isLoading = ref(false);
  const isLoaded = ref(false);
  const hasMore = ref(false);
  let next: string | undefined;
  let running: AbortController | undefined;

  async function load(after: string | undefined): Promise<void> {
    running?.abort();
    const mine = (running = new AbortController());
    isLoading.value = true;
    try {
      const page = await read(after, mine.signal);
      if (mine.signal.aborted) return;
      items.value = after === undefined ? page.items : [...items.value, ...page.items];
      next = page.next ?? undefined;
      hasMore.value = next !== undefined && items.value.length < most;
      isLoaded.value = true;
      code.value = null;
    } catch (error) {
      if (!mine.signal.aborted) code.value = codeOf(error);
    } finally {
      if (running === mine) isLoading.value = false;
    }
  }

  const reload = (): Promise<void> => load(undefined);
  async function more(): Promise<void> {
    if (!isLoading.value && hasMore.value) await load(next);
  }

  if (source)
    watch(source, () => {
      items.value = [];
      isLoaded.value = false;
      hasMore.value = false;
      void reload();
    });
  onScopeDispose(() => running?.abort());
  void reload();
  return { items, code, isLoading, isLoaded, hasMore, more, reload };
}
