import type { Ref } from "vue";
import { ConsultError } from "@consult/client";
import { session } from "@/shell/session";
import { useLoad, type Load } from "@/ui/useLoad";
import { useNews } from "@/ui/useNews";
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

  useNews(() => (patient.value ? `patient/${patient.value}` : null), () => void place.reload());
  return place;
}
