import type { Schemas } from "@consult/client";

export type DoctorEntry = Schemas["DoctorEntry"];

/** Those who have every word of the text somewhere in name, title, department or hospital. */
export function matching(doctors: readonly DoctorEntry[], text: string): DoctorEntry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return doctors.filter(({ name, title, department, hospital }) => {
    const said = `${name} ${title} ${department} ${hospital}`.toLowerCase();
    return words.every((word) => said.includes(word));
  });
}
