import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from "vue";
import { codeOf } from "@/shell/errors";
import { readModeration, type Moderation } from "./staff";
import type { FollowedRoom } from "./useRoom";

export interface FollowedModeration {
  readonly moderation: Readonly<ShallowRef<Moderation>>;
  /** Why it could not be read again. */
  readonly code: Readonly<Ref<string | null>>;
  reload(): Promise<void>;
}

/** What waits for those who moderate: read again whenever an event of the room says that it changed. */
export function useModeration(id: string, first: Moderation, { room }: FollowedRoom): FollowedModeration {
  const moderation = shallowRef(first);
  const code = ref<string | null>(null);
  const leave = new AbortController();
  let isReading = false;
  let isStale = false;

  async function reload(): Promise<void> {
    isStale = true;
    if (isReading) return;
    isReading = true;
    try {
      while (isStale) {
        isStale = false;
        moderation.value = (await readModeration(id, leave.signal)) ?? moderation.value;
        code.value = null;
      }
    } catch (error) {
      if (!leave.signal.aborted) code.value = codeOf(error);
    } finally {
      isReading = false;
    }
  }

  watch(() => room.value.staffNews, () => void reload());
  onScopeDispose(() => leave.abort());
  return { moderation, code, reload };
}
