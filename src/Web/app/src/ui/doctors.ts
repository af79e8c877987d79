import type { Schemas } from "@consult/client";
import { hasWords } from "./words";

export type DoctorEntry = Schemas["DoctorEntry"];

/** Those who have every word of the text somewhere in name, title, department or hospital. */
export function matching(doctors: readonly DoctorEntry[], text: string): DoctorEntry[] {
  return doctors.filter(({ name, title, department, hospital }) => hasWords(`${name} ${title} ${department} ${hospital}`, text));
}
