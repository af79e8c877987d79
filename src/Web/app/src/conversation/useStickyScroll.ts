import { nextTick, onBeforeUnmount, onMounted, ref, type Ref } from "vue";

// A few pixels off the bottom still are the bottom.
const slack = 48;
const top = 80;

export interface StickyScroll {
  readonly isAtBottom: Readonly<Ref<boolean>>;
  toBottom(): void;
}

/**
 * Keeps a list that grows at its bottom when it is there, also when pictures come in late, and where the reader is when not.
 * `more` is called near the top and draws older entries; the reader stays on the same one.
 */
export function useStickyScroll(viewport: Ref<HTMLElement | null>, content: Ref<HTMLElement | null>, more: () => boolean): StickyScroll {
  const isAtBottom = ref(true);
  let observer: ResizeObserver | undefined;
  let lastTop = 0;

  function toBottom(): void {
    isAtBottom.value = true;
    if (!viewport.value) return;
    viewport.value.scrollTop = viewport.value.scrollHeight;
    lastTop = viewport.value.scrollTop;
  }

  async function scrolled(): Promise<void> {
    const box = viewport.value;
    if (!box) return;
    // Only who scrolls up leaves the bottom: the list may have grown since the scrolling that is told here.
    if (box.scrollHeight - box.scrollTop - box.clientHeight < slack) isAtBottom.value = true;
    else if (box.scrollTop < lastTop) isAtBottom.value = false;
    lastTop = box.scrollTop;
    if (box.scrollTop > top || isAtBottom.value) return;
    const below = box.scrollHeight - box.scrollTop;
    if (!more()) return;
    await nextTick();
    lastTop = box.scrollTop = box.scrollHeight - below;
  }

  const listener = (): void => void scrolled();
  onMounted(() => {
    viewport.value?.addEventListener("scroll", listener, { passive: true });
    observer = new ResizeObserver(() => {
      if (isAtBottom.value) toBottom();
    });
    // The viewport too: the keyboard of a phone makes it smaller.
    for (const element of [content.value, viewport.value]) if (element) observer.observe(element);
    toBottom();
  });
  onBeforeUnmount(() => {
    viewport.value?.removeEventListener("scroll", listener);
    observer?.disconnect();
  });
  return { isAtBottom, toBottom };
}
