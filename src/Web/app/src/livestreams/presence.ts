import { computed, ref, watch, type ComputedRef, type Ref } from "vue";
import { session } from "@/shell/session";
import { useLoad } from "@/ui/useLoad";

/** What I am in a room. The feed does not tell: it keeps viewers apart from their accounts. */
export interface Presence {
  /** Under which nickname I write; null without one. */
  readonly nickname: ComputedRef<string | null>;
  /** False until the server has said whether I have one. */
  readonly isKnown: ComputedRef<boolean>;
  /** The number of my request for the microphone. */
  readonly request: Ref<number | null>;
  reload(): Promise<void>;
}

export function usePresence(id: string): Presence {
  const { data, isLoading, reload } = useLoad((signal) => session.client.get("/livestreams/{id}/me", { path: { id }, signal }));
  const request = ref<number | null>(null);
  // A request that is over is told no more; why it ended still stands on this page.
  watch(data, (told) => (request.value = told?.request ?? request.value));
  return {
    nickname: computed(() => data.value?.nickname ?? null),
    isKnown: computed(() => data.value !== undefined || !isLoading.value),
    request,
    reload,
  };
}
