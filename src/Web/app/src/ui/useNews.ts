import { computed, onScopeDispose, toValue, watch, type MaybeRefOrGetter, type Ref } from "vue";
import { session } from "@/shell/session";
import { throttle } from "./throttle";
import { useFeed } from "./useFeed";
import { useLoad } from "./useLoad";

/** How often what is only a GET is read again at most, in milliseconds. */
const every = 500;

/**
 * Calls when something has happened in a feed, for a view that has to be read again then. History is passed over: it is
 * in what was read. It calls once when it begins to listen, as something may have happened since the first reading.
 */
export function useNews(feed: MaybeRefOrGetter<string | null>, call: () => void): { readonly code: Readonly<Ref<string | null>> } {
  const name = computed(() => toValue(feed));
  const head = useLoad(
    async (signal) => {
      const watched = name.value;
      return watched === null ? null : { watched, at: (await session.client.events(watched, { limit: 1, signal })).head };
    },
    name,
  );
  const news = useFeed<{ count: number }>(
    () => (head.data.value && head.data.value.watched === name.value ? name.value : null),
    () => ({ count: 0 }),
    (state) => state.count++,
    { from: () => head.data.value?.at },
  );
  const throttled = throttle(call, every);
  watch([news.isCaughtUp, () => news.state.value.count], ([isCaughtUp]) => {
    if (isCaughtUp) throttled.run();
  });
  onScopeDispose(throttled.stop);
  return { code: computed(() => head.code.value ?? news.code.value) };
}
