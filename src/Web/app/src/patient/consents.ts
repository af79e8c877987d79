import type { ConsentPurpose } from "@consult/client";

/** Which edition of the texts below a person agrees to; the record keeps it. A change of a text is a new edition. */
export const textVersion = "2026-01";

/** Where the consent is given, for the record. */
export const channel = "web";

/** In the order in which they are shown; the first is what every consultation needs. */
export const purposes: readonly ConsentPurpose[] = ["healthData", "thirdPartySharing", "recordSharing", "publishing"];
