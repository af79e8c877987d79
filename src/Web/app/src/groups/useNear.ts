import { onScopeDispose, ref, watch, type Ref } from "vue";

/** Whether an element is on the screen or close to it: what is far away in a long list need not be followed. */
export function useNear(element: Readonly<Ref<Element | null>>): Readonly<Ref<boolean>> {
  const isNear = ref(false);
  const observer = new IntersectionObserver(
    (entries) => (isNear.value = entries.at(-1)?.isIntersecting ?? false),
    { rootMargin: "100% 0px" },
  );
  watch(element, (now, before) => {
    if (before) observer.unobserve(before);
    if (now) observer.observe(now);
  }, { immediate: true, flush: "post" });
  onScopeDispose(() => observer.disconnect());
  return isNear;
}
