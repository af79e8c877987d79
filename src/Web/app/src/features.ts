import { feature as clinics } from "./clinics/routes";
import { feature as conversation } from "./conversation/routes";
import { feature as doctor } from "./doctor/routes";
import { feature as groups } from "./groups/routes";
import { feature as livestreams } from "./livestreams/routes";
import { feature as operator } from "./operator/routes";
import { feature as patient } from "./patient/routes";
import { feature as prescriptions } from "./prescriptions/routes";
import type { Feature } from "./shell/feature";
import { feature as shell } from "./shell/routes";

/** Every feature of the product. A feature adds one line here, and one for its texts in `shell/language.ts`. */
export const features: readonly Feature[] = [shell, patient, conversation, doctor, prescriptions, operator, groups, livestreams, clinics];
