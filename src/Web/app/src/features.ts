import type { Feature } from "./shell/feature";
import { feature as patient } from "./patient/routes";
import { feature as shell } from "./shell/routes";

/** Every feature of the product. A feature adds one line here, and one for its texts in `shell/language.ts`. */
export const features: readonly Feature[] = [patient, shell];
