import { watch, type Ref } from "vue";
import { ConsultError, type ConsultEvent } from "@consult/client";
import { session } from "@/shell/session";
import { useFeed } from "@/ui/useFeed";
import { useLoad, type Load } from "@/ui/useLoad";
import type { Place } from "./chance";

/** The place of a patient in a clinic; null without one. Their inbox says when it changes by itself. */
export function usePlace(clinic: string, patient: Readonly<Ref<string | null>>): Load<Place | null> {
  const place = useLoad(async (signal) => {
    if (!patient.value) return null;
    try {
      return await session.client.get("/clinics/{id}/place", { path: { id: clinic }, query: { patient: patient.value }, signal });
    } catch (error) {
      if (error instanceof ConsultError && error.code === "place.absent") return null;
      throw error;
    }
  }, patient);

  const inbox = useFeed(() => (patient.value ? `patient/${patient.value}` : null), () => ({ news: 0 }), (state, event) => {
    if (isAbout(event, `clinic/${clinic}`)) state.news++;
  });
  watch(
    () => inbox.state.value.news,
    () => {
      if (inbox.isCaughtUp.value) void place.reload();
    },
  );
  return place;
}

function isAbout(event: ConsultEvent, feed: string): boolean {
  return event.type === "inbox.noted" && event.body.about === feed;
}
