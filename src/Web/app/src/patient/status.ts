import type { Schemas } from "@consult/client";
import type { Tone } from "@/ui/StatusTag.vue";

export type Status = Schemas["ConsultationStatus"];

/** Those that are not over, the ones that need attention first. */
export const runningStatuses: readonly Status[] = ["active", "waiting", "requested"];

/** What the list of consultations can be narrowed to. */
export const filters: readonly Status[] = ["active", "waiting", "completed", "cancelled", "expired", "refunded", "terminated", "transferred"];

export const toneOf: Readonly<Record<Status, Tone>> = {
  requested: "warning",
  waiting: "warning",
  active: "success",
  completed: "info",
  cancelled: "neutral",
  expired: "neutral",
  refunded: "neutral",
  terminated: "neutral",
  transferred: "neutral",
};
