import type { Role } from "./roles";
import { session } from "./session";

/** Who I am to the server, with the names of those I act for. */
export interface Me {
  readonly account: string;
  readonly role: Role;
  readonly expiresAt: string;
  readonly patients: readonly MyPatient[];
  readonly doctors: readonly MyDoctor[];
}

export interface MyPatient {
  readonly patient: string;
  readonly relation: "self" | "guardian" | "carer";
  readonly name: string;
  readonly isVerified: boolean;
}

export interface MyDoctor {
  readonly doctor: string;
  readonly name: string;
  readonly title: string;
  readonly department: string;
  readonly isOnline: boolean;
}

interface MeAnswer {
  readonly account: string;
  readonly role: Role;
  readonly expiresAt: string;
  readonly patients: readonly { patient: string; relation: MyPatient["relation"] }[];
  readonly doctors: readonly string[];
}

export async function readMe(signal: AbortSignal): Promise<Me> {
  const me = await session.get<MeAnswer>("/me", signal);
  const [patients, doctors] = await Promise.all([
    Promise.all(
      me.patients.map(async (mine) => {
        const patient = await session.get<MyPatient>(`/patients/${mine.patient}`, signal);
        return { ...mine, name: patient.name, isVerified: patient.isVerified };
      }),
    ),
    Promise.all(me.doctors.map((doctor) => session.get<MyDoctor>(`/doctors/${doctor}`, signal))),
  ]);
  return { ...me, patients, doctors };
}
