import { sharedChoice, type Choice } from "./choice";
import { chosenOf } from "./chosen";
import { readMe, type MyPatient } from "./me";

/** Whom this window acts for. */
export interface Acting extends Omit<Choice<MyPatient>, "all"> {
  /** The patients of this account. */
  readonly patients: Choice<MyPatient>["all"];
}

const choice = sharedChoice("consult.acting", async (signal) => (await readMe(signal)).patients, chosenOf);

/** For whom this window acts: one choice for all pages. */
export function useActing(): Acting {
  const { all, ...rest } = choice();
  return { patients: all, ...rest };
}
