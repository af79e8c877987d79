import { computed, type Ref } from "vue";
import { usePractice } from "@/shell/practice";
import { session } from "@/shell/session";
import { useLoad } from "@/ui/useLoad";
import { useNews } from "@/ui/useNews";

/** How many wait for the doctor, on every page: who writes a summary should see that somebody has come. */
export function useDeskBadge(): Readonly<Ref<number>> {
  const { chosen } = usePractice();
  const doctor = computed(() => chosen.value?.doctor ?? null);
  const desk = useLoad(
    async (signal) => (doctor.value ? session.client.get("/doctors/{doctor}/desk", { path: { doctor: doctor.value }, signal }) : null),
    doctor,
  );
  useNews(
    () => (doctor.value ? `doctor/${doctor.value}` : null),
    () => void desk.reload(),
  );
  return computed(() => desk.data.value?.waiting.length ?? 0);
}
