import { feature as doctor } from "./doctor/routes";
import { feature as operator } from "./operator/routes";
import { feature as prescriptions } from "./prescriptions/routes";
import type { Feature } from "./shell/feature";
import { feature as shell } from "./shell/routes";

/** Every feature of the product. A feature adds one line here, and one for its texts in `shell/language.ts`. */
export const features: readonly Feature[] = [shell, doctor, prescriptions, operator];
