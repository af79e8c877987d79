import { watch } from "vue";
import type { PatientId, Schemas } from "@consult/client";
import { session } from "@/shell/session";
import { useFeed } from "@/ui/useFeed";
import { useLoad, type Load } from "@/ui/useLoad";

/** A patient for whom I act; read again when the patient's feed tells of a verification, a consent or a relation. */
export function usePatient(patient: () => PatientId | null): Load<Schemas["PatientView"] | null> {
  const view = useLoad(async (signal) => {
    const id = patient();
    return id === null ? null : await session.client.get("/patients/{patient}", { path: { patient: id }, signal });
  }, patient);

  const changes = useFeed(
    () => (patient() === null ? null : `patient/${patient()}`),
    () => ({ seq: 0 }),
    (state, event) => {
      if (!event.type.startsWith("inbox.")) state.seq = event.seq;
    },
  );
  // Also once when history is complete: what happened since the first reading would be missed otherwise.
  watch(
    () => [changes.isCaughtUp.value, changes.state.value.seq] as const,
    ([isCaughtUp]) => {
      if (isCaughtUp) void view.reload();
    },
  );
  return view;
}
