import type { DoctorEntry } from "@/ui/doctors";

/** The lowest price of what can be asked of the doctor by name; null when nothing can. */
export function lowestPrice({ offerings }: Pick<DoctorEntry, "offerings">): number | null {
  const prices = offerings.filter(({ kind }) => kind !== "freeClinic" && kind !== "quick").map(({ priceFen }) => priceFen);
  return prices.length === 0 ? null : Math.min(...prices);
}
