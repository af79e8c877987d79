import type { Schemas } from "@consult/client";

export type DoctorEntry = Schemas["DoctorEntry"];

/** The lowest price of what can be asked of the doctor by name; null when nothing can. */
export function lowestPrice({ offerings }: Pick<DoctorEntry, "offerings">): number | null {
  const prices = offerings.filter(({ kind }) => kind !== "freeClinic" && kind !== "quick").map(({ priceFen }) => priceFen);
  return prices.length === 0 ? null : Math.min(...prices);
}

/** Those who have every word of the text somewhere in name, title, department or hospital. */
export function matching(doctors: readonly DoctorEntry[], text: string): DoctorEntry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return doctors.filter(({ name, title, department, hospital }) => {
    const said = `${name} ${title} ${department} ${hospital}`.toLowerCase();
    return words.every((word) => said.includes(word));
  });
}
