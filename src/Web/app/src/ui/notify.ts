import { ref } from "vue";
import { showToast } from "vant";

/** What screen readers are told; `App.vue` holds the region. */
export const announcement = ref("");

/** Tells a person something in passing: in sight, and to screen readers, for which Vant's toast alone is silent. */
export function notify(text: string): void {
  announcement.value = text;
  showToast({ message: text, duration: 3500 });
}
