import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from "vue";
import type { ConsultClient } from "@consult/client";
import { codeOf } from "./errors";
import { session } from "./session";

/** One of several that a window works with: one choice for all pages. */
export interface Choice<T> {
  /** All there are to choose from. */
  readonly all: Readonly<ShallowRef<readonly T[]>>;
  /** The chosen one; null while none is known. */
  readonly chosen: ComputedRef<T | null>;
  /** False until `all` has been read. */
  readonly isLoaded: Readonly<Ref<boolean>>;
  /** Why they could not be read. */
  readonly code: Readonly<Ref<string | null>>;
  choose(key: string): void;
  /** Reads them again, as after one has been registered or changed. */
  reload(): Promise<void>;
}

/**
 * A choice that every caller shares; what there is to choose from is read once, at the first call. It belongs to the client of
 * one session: another account starts with its own.
 *
 * @param storageKey In sessionStorage, as the sign-in is: two windows can choose differently.
 * @param read What there is to choose from.
 * @param pick The one that is wanted by its key, or else the one to begin with.
 */
export function sharedChoice<T>(
  storageKey: string,
  read: (signal: AbortSignal) => Promise<readonly T[]>,
  pick: (all: readonly T[], wanted: string | null) => T | null,
): () => Choice<T> {
  let shared: { client: ConsultClient; choice: Choice<T> } | undefined;

  return () => {
    const { client } = session;
    if (shared?.client !== client) shared = { client, choice: begin(storageKey, read, pick) };
    return shared.choice;
  };
}

function begin<T>(
  storageKey: string,
  read: (signal: AbortSignal) => Promise<readonly T[]>,
  pick: (all: readonly T[], wanted: string | null) => T | null,
): Choice<T> {
  const all = shallowRef<readonly T[]>([]);
  const isLoaded = ref(false);
  const code = ref<string | null>(null);
  const wanted = ref(sessionStorage.getItem(storageKey));
  let running: AbortController | undefined;

  async function reload(): Promise<void> {
    running?.abort();
    const { signal } = (running = new AbortController());
    try {
      const found = await read(signal);
      if (signal.aborted) return;
      all.value = found;
      isLoaded.value = true;
      code.value = null;
    } catch (error) {
      if (!signal.aborted) code.value = codeOf(error);
    }
  }

  function choose(key: string): void {
    wanted.value = key;
    sessionStorage.setItem(storageKey, key);
  }

  void reload();
  return { all, chosen: computed(() => pick(all.value, wanted.value)), isLoaded, code, choose, reload };
}
