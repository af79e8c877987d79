import { watch, type Ref } from "vue";
import type { Schemas } from "@consult/client";
import { session } from "@/shell/session";
import { useLoad, type Load } from "@/ui/useLoad";
import { useRefresh } from "@/ui/useRefresh";
import { phaseOf, type Clinic } from "./chance";

export interface ClinicWithHosts {
  readonly clinic: Clinic;
  readonly hosts: readonly Schemas["DoctorView"][];
}

/** Patients have no feed of a clinic, so its numbers are asked for while somebody looks. */
const every = 10_000;

/** A clinic with its doctors; read again every few seconds, and when its next part begins. */
export function useClinic(id: string, now: Readonly<Ref<number>>): Load<ClinicWithHosts> {
  const doctors = new Map<string, Schemas["DoctorView"]>();

  const load = useLoad(async (signal) => {
    const clinic = await session.client.get("/clinics/{id}", { path: { id }, signal });
    const hosts = clinic.hosts.map(async (doctor) => {
      const known = doctors.get(doctor) ?? (await session.client.get("/doctors/{doctor}", { path: { doctor }, signal }));
      doctors.set(doctor, known);
      return known;
    });
    return { clinic, hosts: await Promise.all(hosts) };
  });

  useRefresh(() => {
    if (!load.isLoading.value) void load.reload();
  }, every);
  watch(
    () => (load.data.value ? phaseOf(load.data.value.clinic, now.value) : null),
    (phase, before) => {
      if (phase && before && phase !== before) void load.reload();
    },
  );
  return load;
}
