import { ref, watch, type Ref } from "vue";
import { session } from "@/shell/session";
import type { TimelineEntry } from "./model";
import type { Talk } from "./talk";

/** How much of others came below what the reader looks at. */
export function useUnseen({ state }: Talk, isAtBottom: Readonly<Ref<boolean>>): Readonly<Ref<number>> {
  const unseen = ref(0);
  watch(() => state.value.timeline.length, (length, before) => {
    if (!isAtBottom.value) unseen.value += state.value.timeline.slice(before, length).filter(isFromOthers).length;
  });
  watch(isAtBottom, (isThere) => {
    if (isThere) unseen.value = 0;
  });
  return unseen;
}

function isFromOthers(entry: TimelineEntry): boolean {
  if (entry.kind === "message") return entry.account !== session.account.value;
  return entry.kind !== "happening";
}
