import { onScopeDispose, watch } from "vue";
import { session } from "@/shell/session";

const rest = 400;

/**
 * Tells the other side up to where this one has read: `seen` is the number of the last message of the other side while it is
 * in sight, `told` what the record knows. Marks are not worth a word to the person when they fail: the next one covers them.
 */
export function useReadMark(consultation: string, seen: () => number, told: () => number): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isSending = false;
  const leave = new AbortController();

  async function send(): Promise<void> {
    const seq = seen();
    if (isSending || seq <= told()) return;
    isSending = true;
    try {
      await session.client.command("POST", "/consultations/{id}/read", { path: { id: consultation }, body: { seq }, signal: leave.signal });
    } catch {
      // The next message, or coming back to the page, tries again.
    } finally {
      isSending = false;
    }
  }

  watch(seen, (seq) => {
    clearTimeout(timer);
    if (seq > told()) timer = setTimeout(() => void send(), rest);
  }, { immediate: true });

  onScopeDispose(() => {
    clearTimeout(timer);
    leave.abort();
  });
}
