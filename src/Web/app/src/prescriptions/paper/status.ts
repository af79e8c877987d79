import type { PrescriptionStatus } from "@consult/client";
import type { Tone } from "@/ui/StatusTag.vue";

export function toneOf(status: PrescriptionStatus): Tone {
  switch (status) {
    case "valid":
    case "dispensed":
      return "success";
    case "signed":
    case "signing":
    case "inReview":
      return "info";
    case "returned":
    case "withdrawn":
      return "danger";
    case "draft":
      return "neutral";
    case "lapsed":
      return "warning";
  }
}
