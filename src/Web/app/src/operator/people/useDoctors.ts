import { session } from "@/shell/session";
import type { Schemas } from "@consult/client";
import { usePages, type Pages } from "@/ui/usePages";

export type Doctor = Schemas["DoctorView"];

/** Every doctor's profile is read as well, as the list does not say who is licensed. */
export const doctorsAtOnce = 20;

/** The doctors, newest first: who has just registered stands at the top. */
export function useDoctors(): Pages<Doctor> {
  const { client } = session;
  return usePages(async (after, signal) => {
    const { doctors, next } = await client.get("/doctors", { query: { limit: doctorsAtOnce, after }, signal });
    const items = await Promise.all(doctors.map(({ id }) => client.get("/doctors/{doctor}", { path: { doctor: id }, signal })));
    return { items, next };
  });
}
