import type { WatchSource } from "vue";
import type { Schemas } from "@consult/client";
import { session } from "@/shell/session";
import { useLoad, type Load } from "@/ui/useLoad";
import type { Talk } from "./talk";

const most = 50;

/** Other doctors of the department, once somebody wants one. */
export function useColleagues({ state, doctorOf }: Talk, isWanted: () => boolean, source: WatchSource): Load<Schemas["DoctorEntry"][]> {
  return useLoad(async (signal) => {
    const { doctor } = state.value;
    const department = doctor === null ? null : doctorOf(doctor)?.department;
    if (!isWanted() || !department) return [];
    const { doctors } = await session.client.get("/doctors", { query: { department, limit: most }, signal });
    return doctors.filter(({ id }) => id !== doctor);
  }, source);
}
