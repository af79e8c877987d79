import { computed, markRaw, ref, shallowRef, watch, type ComputedRef, type Ref, type ShallowRef } from "vue";
import type { Signal } from "@consult/client";
import { useFeed, useSignals } from "@/ui/useFeed";
import { nowOf, type LivestreamNow } from "./now";
import { usePerFrame } from "./perFrame";
import { emptyRoom, foldRoom, type Room } from "./room";

/** A livestream as a page follows it. */
export interface FollowedRoom {
  readonly feed: string;
  /** As of the last picture. */
  readonly room: Readonly<ShallowRef<Room>>;
  /** The numbers of the moment; null until they are told. */
  readonly now: Readonly<Ref<LivestreamNow | null>>;
  /** Whether so much is being written that lines wait; true for a few seconds. */
  readonly isCrowded: Readonly<Ref<boolean>>;
  readonly isCaughtUp: Readonly<Ref<boolean>>;
  /** Why it cannot be followed, such as `forbidden` for who was shut out. */
  readonly code: Readonly<Ref<string | null>>;
  readonly isLive: ComputedRef<boolean>;
  retry(): void;
}

/** How long the room counts as crowded after it was said. */
const crowdedFor = 4_000;

/** Follows a livestream. Events are folded as they come; the page sees the result once a picture. */
export function useRoom(id: string): FollowedRoom {
  const feed = `livestream/${id}`;
  // Raw: thousands of events must not be tracked one by one. `take` makes them seen.
  const followed = useFeed(feed, () => markRaw(emptyRoom()), (room, event) => {
    foldRoom(room, event);
    take();
  });
  const room = shallowRef<Room>({ ...followed.state.value });
  const isCaughtUp = ref(false);
  const take = usePerFrame(() => {
    room.value = { ...followed.state.value };
    isCaughtUp.value = followed.isCaughtUp.value;
  });
  watch([followed.state, followed.isCaughtUp], take, { flush: "sync" });

  const now = ref<LivestreamNow | null>(null);
  const isCrowded = ref(false);
  let calm: ReturnType<typeof setTimeout> | undefined;
  useSignals(feed, (signal: Signal) => {
    now.value = nowOf(signal) ?? now.value;
    if (signal.type !== "room.overloaded") return;
    isCrowded.value = true;
    clearTimeout(calm);
    calm = setTimeout(() => (isCrowded.value = false), crowdedFor);
  });

  const isLive = computed(() => room.value.status === "live");
  return { feed, room, now, isCrowded, isCaughtUp, code: followed.code, isLive, retry: followed.retry };
}
