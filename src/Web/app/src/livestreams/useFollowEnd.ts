import { nextTick, onMounted, ref, watch, type Ref, type WatchSource } from "vue";

/** How near to the end still counts as there, in pixels. */
const near = 48;

/** Keeps a scrolling box at its end while its reader is there, and leaves alone who reads further up. */
export function useFollowEnd(box: Ref<HTMLElement | null>, grows: WatchSource): {
  isAtEnd: Readonly<Ref<boolean>>;
  noteScroll(): void;
  toEnd(): void;
} {
  const isAtEnd = ref(true);

  function toEnd(): void {
    isAtEnd.value = true;
    if (box.value) box.value.scrollTop = box.value.scrollHeight;
  }

  function noteScroll(): void {
    const one = box.value;
    if (one) isAtEnd.value = one.scrollHeight - one.scrollTop - one.clientHeight < near;
  }

  watch(grows, () => isAtEnd.value && void nextTick(toEnd), { flush: "post" });
  onMounted(() => void nextTick(toEnd));
  return { isAtEnd, noteScroll, toEnd };
}
