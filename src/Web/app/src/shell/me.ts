import type { Schemas } from "@consult/client";
import { session } from "./session";

/** For whom I act and which doctors I am, with their names. */
export interface Me {
  readonly patients: readonly MyPatient[];
  readonly doctors: readonly Schemas["DoctorView"][];
}

export interface MyPatient {
  readonly patient: string;
  readonly relation: Schemas["MyPatient"]["relation"];
  readonly name: string;
}

export async function readMe(signal: AbortSignal): Promise<Me> {
  const { client } = session;
  const me = await client.get("/me", { signal });
  const patients = me.patients.map(async ({ patient, relation }) => {
    const { name } = await client.get("/patients/{patient}", { path: { patient }, signal });
    return { patient, relation, name };
  });
  const doctors = me.doctors.map((doctor) => client.get("/doctors/{doctor}", { path: { doctor }, signal }));
  return { patients: await Promise.all(patients), doctors: await Promise.all(doctors) };
}
