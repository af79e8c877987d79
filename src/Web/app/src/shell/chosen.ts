import type { MyPatient } from "./me";

/** The one that was wanted, if it is among them; otherwise oneself before others. */
export function chosenOf(patients: readonly MyPatient[], wanted: string | null): MyPatient | null {
  return (
    patients.find(({ patient }) => patient === wanted) ??
    patients.find(({ relation }) => relation === "self") ??
    patients[0] ??
    null
  );
}
