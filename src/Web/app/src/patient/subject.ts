import type { Schemas } from "@consult/client";
import { doctorKinds, type Kind } from "./kinds";

type Doctor = Schemas["DoctorView"];

/** What this costs in fen; null while it is not known, or not offered. */
export function priceOf(kind: Kind, doctor: Pick<Doctor, "offerings"> | null, terms: Schemas["Terms"] | undefined): number | null {
  if (kind === "freeClinic") return 0;
  if (kind === "quick") return terms?.kinds.find((one) => one.kind === kind)?.priceFen ?? null;
  return doctor?.offerings.find((one) => one.kind === kind)?.priceFen ?? null;
}

/** The kinds in which this doctor can be asked by name. */
export const kindsOf = (doctor: Pick<Doctor, "offerings">): Kind[] =>
  doctorKinds.filter((kind) => doctor.offerings.some((one) => one.kind === kind));
