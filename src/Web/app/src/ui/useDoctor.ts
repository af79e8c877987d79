import type { ConsultClient, DoctorId, Schemas } from "@consult/client";
import { session } from "@/shell/session";
import { useLoad, type Load } from "./useLoad";

type DoctorView = Schemas["DoctorView"];

/** Lists name the same few doctors again and again. */
let known: { client: ConsultClient; doctors: Map<DoctorId, Promise<DoctorView>> } | undefined;
const most = 200;

/** A doctor's profile for a name beside something else; up to a page's life old. */
export function useDoctor(doctor: () => DoctorId | null): Load<DoctorView | null> {
  return useLoad(async () => {
    const id = doctor();
    return id === null ? null : await doctorOf(id);
  }, doctor);
}

function doctorOf(id: DoctorId): Promise<DoctorView> {
  const { client } = session;
  if (known?.client !== client || known.doctors.size >= most) known = { client, doctors: new Map() };
  const { doctors } = known;
  const asked = doctors.get(id) ?? client.get("/doctors/{doctor}", { path: { doctor: id } });
  doctors.set(id, asked);
  // What failed is asked again the next time.
  asked.catch(() => doctors.delete(id));
  return asked;
}
