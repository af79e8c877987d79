import type { Schemas } from "@consult/client";
import { sharedChoice, type Choice } from "./choice";
import { readMe } from "./me";

export type DoctorProfile = Schemas["DoctorView"];

/** As which doctor this window works. */
export interface Practice extends Omit<Choice<DoctorProfile>, "all"> {
  /** The profiles of this account. */
  readonly doctors: Choice<DoctorProfile>["all"];
}

const choice = sharedChoice(
  "consult.practice",
  async (signal) => (await readMe(signal)).doctors,
  (doctors, wanted) => doctors.find(({ doctor }) => doctor === wanted) ?? doctors[0] ?? null,
);

/** As which doctor this window works: one choice for all pages. */
export function usePractice(): Practice {
  const { all, ...rest } = choice();
  return { doctors: all, ...rest };
}
