import type { DoctorId } from "@consult/client";
import { knownBy } from "./known";

/** A doctor's profile for a name beside something else; up to a page's life old. */
export const useDoctor = knownBy((client, doctor: DoctorId) => client.get("/doctors/{doctor}", { path: { doctor } }));
