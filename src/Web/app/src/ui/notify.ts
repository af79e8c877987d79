import { ref } from "vue";

const milliseconds = 3500;

/** What is told in passing; `ToastRegion.vue` shows it. */
export const announcement = ref("");

let fading: ReturnType<typeof setTimeout> | undefined;

/** Tells a person something in passing: in sight, and to screen readers. */
export function notify(text: string): void {
  clearTimeout(fading);
  announcement.value = text;
  fading = setTimeout(() => (announcement.value = ""), milliseconds);
}
