import { onScopeDispose } from "vue";

/**
 * Reads again what has no feed to follow: every so often while somebody looks, and at once when they look again. Where
 * there is a feed, use `useNews`.
 */
export function useRefresh(call: () => void, every = 20_000): void {
  const look = (): void => {
    if (document.visibilityState === "visible") call();
  };
  const timer = setInterval(look, every);
  document.addEventListener("visibilitychange", look);
  onScopeDispose(() => {
    clearInterval(timer);
    document.removeEventListener("visibilitychange", look);
  });
}
