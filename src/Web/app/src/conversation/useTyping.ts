import { onScopeDispose, ref, type Ref } from "vue";
import { session } from "@/shell/session";
import { signal, useSignals } from "@/ui/useFeed";

// A signal may be lost: who has not said so again for this long types no more.
const shownFor = 6000;
const toldEvery = 3000;

/** Whether somebody else is writing, and telling the others that I am. */
export function useTyping(feed: string): { isOtherTyping: Readonly<Ref<boolean>>; tell(hasText: boolean): void } {
  const isOtherTyping = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let toldAt = 0;

  useSignals(feed, ({ type, by }) => {
    if (by.account === session.account.value || (type !== "typing" && type !== "idle")) return;
    clearTimeout(timer);
    isOtherTyping.value = type === "typing";
    if (isOtherTyping.value) timer = setTimeout(() => (isOtherTyping.value = false), shownFor);
  });

  function tell(hasText: boolean): void {
    const now = Date.now();
    if (!hasText && toldAt > 0) {
      toldAt = 0;
      signal(feed, "idle");
    } else if (hasText && now - toldAt > toldEvery) {
      toldAt = now;
      signal(feed, "typing");
    }
  }

  onScopeDispose(() => clearTimeout(timer));
  return { isOtherTyping, tell };
}
