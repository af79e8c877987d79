import type { MessageKey } from "@/shell/language";

/** What helps somebody whose request was refused by a rule: why, and where to go on. */
export interface Help {
  readonly text: MessageKey;
  readonly action?: { readonly label: MessageKey; readonly to: string };
}

const toPatients = { label: "patient.help.toPatients", to: "/patients" } as const;
const toDoctors = { label: "patient.help.toDoctors", to: "/doctors" } as const;
const toClinics = { label: "patient.help.toClinics", to: "/clinics" } as const;
const toMine = { label: "patient.help.toConsultations", to: "/consultations" } as const;

const byCode: Readonly<Record<string, Help>> = {
  "patient.unverified": { text: "patient.help.unverified", action: toPatients },
  "consent.required": { text: "patient.help.consentRequired" },
  "consent.guardian.required": { text: "patient.help.guardianRequired", action: toPatients },
  "relation.insufficient": { text: "patient.help.relationInsufficient", action: toPatients },
  "offering.none": { text: "patient.help.offeringNone", action: toDoctors },
  "licence.unverified": { text: "patient.help.licenceUnverified", action: toDoctors },
  "doctor.self": { text: "patient.help.doctorSelf", action: toDoctors },
  "doctor.cap.daily": { text: "patient.help.doctorFull", action: toDoctors },
  "doctor.cap.reached": { text: "patient.help.doctorFull", action: toDoctors },
  "doctor.queue.full": { text: "patient.help.doctorFull", action: toDoctors },
  "department.unknown": { text: "patient.help.departmentUnknown", action: toDoctors },
  "quick.closed": { text: "patient.help.quickClosed", action: toDoctors },
  "kind.unsupported": { text: "patient.help.kindUnsupported", action: toDoctors },
  "revisit.open": { text: "patient.help.revisitOpen", action: toMine },
  "slot.taken": { text: "patient.help.slotGone" },
  "slot.past": { text: "patient.help.slotGone" },
  "slot.unknown": { text: "patient.help.slotGone" },
  "clinic.closed": { text: "patient.help.clinicClosed", action: toClinics },
  "clinic.cancelled": { text: "patient.help.clinicClosed", action: toClinics },
  "place.absent": { text: "patient.help.placeAbsent", action: toClinics },
  "place.used": { text: "patient.help.placeUsed", action: toMine },
};

/** Null for what is no rule: a network that fails, a request that is not understood. */
export const helpOf = (code: string): Help | null => byCode[code] ?? null;
