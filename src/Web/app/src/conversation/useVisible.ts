import { onScopeDispose, ref, type Ref } from "vue";

/** Whether somebody can see the page: what lies in a tab behind is not read. */
export function useVisible(): Readonly<Ref<boolean>> {
  const isVisible = ref(document.visibilityState === "visible");
  const listener = (): void => {
    isVisible.value = document.visibilityState === "visible";
  };
  document.addEventListener("visibilitychange", listener);
  onScopeDispose(() => document.removeEventListener("visibilitychange", listener));
  return isVisible;
}
