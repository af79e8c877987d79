import { computed, watch, type ComputedRef, type Ref } from "vue";
import type { Schemas } from "@consult/client";
import { session } from "@/shell/session";
import { useFeed } from "@/ui/useFeed";
import { useLoad, type Load } from "@/ui/useLoad";
import { readDrugs, type Drug } from "../drugs";
import { emptyTrail, foldTrail, type Trail } from "./trail";

export interface PrescriptionSheet {
  readonly view: Schemas["PrescriptionView"];
  readonly drugs: ReadonlyMap<string, Drug>;
  readonly doctor: Schemas["DoctorView"];
  readonly patient: Schemas["Treated"];
}

export interface FollowedPrescription {
  readonly load: Load<PrescriptionSheet>;
  readonly trail: Ref<Trail>;
  readonly sheet: ComputedRef<PrescriptionSheet | null>;
  /** Reads and follows it again, as after it has become mine to read. */
  retry(): void;
}

/** A prescription with all that its paper shows, read again when something happens to it. */
export function usePrescription(id: string): FollowedPrescription {
  const load = useLoad((signal) => readSheet(id, signal));
  const feed = useFeed(() => `prescription/${id}`, emptyTrail, foldTrail);
  watch(
    () => feed.state.value.steps.length,
    () => {
      if (feed.isCaughtUp.value) void load.reload();
    },
  );
  return {
    load,
    trail: feed.state,
    sheet: computed(() => load.data.value ?? null),
    retry: () => {
      feed.retry();
      void load.reload();
    },
  };
}

async function readSheet(id: string, signal: AbortSignal): Promise<PrescriptionSheet> {
  const { client } = session;
  const view = await client.get("/prescriptions/{id}", { path: { id }, signal });
  const [drugs, doctor, patient] = await Promise.all([
    readDrugs(view.content.items.map(({ drug }) => drug), signal),
    client.get("/doctors/{doctor}", { path: { doctor: view.doctor }, signal }),
    client.get("/prescriptions/{id}/patient", { path: { id }, signal }),
  ]);
  return { view, drugs, doctor, patient };
}
