import type { Schemas } from "@consult/client";
import { session } from "@/shell/session";
import { useLoad, type Load } from "./useLoad";

/** Who is treated in a consultation: name and date of birth. */
export function useTreated(consultation: () => string): Load<Schemas["Treated"]> {
  return useLoad(
    (signal) => session.client.get("/consultations/{id}/patient", { path: { id: consultation() }, signal }),
    consultation,
  );
}
