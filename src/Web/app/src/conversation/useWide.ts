import { onScopeDispose, ref, type Ref } from "vue";

/** Whether there is room for the panel beside the conversation. */
export function useWide(): Readonly<Ref<boolean>> {
  const query = window.matchMedia("(min-width: 1000px)");
  const isWide = ref(query.matches);
  const listener = (): void => {
    isWide.value = query.matches;
  };
  query.addEventListener("change", listener);
  onScopeDispose(() => query.removeEventListener("change", listener));
  return isWide;
}
