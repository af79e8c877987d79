import type { Schemas } from "@consult/client";

export type Clinic = Schemas["ClinicView"];
export type Place = Schemas["PlaceView"];

export type Phase = Schemas["ClinicStatus"];

const order: readonly Phase[] = ["announced", "open", "running", "ended"];

/**
 * Where a clinic stands now. The page's clock moves on between two answers of the server; when the server is further, as with a
 * clock that is behind, it is right.
 */
export function phaseOf(clinic: Clinic, now: number): Phase {
  if (clinic.status === "cancelled") return "cancelled";
  const byClock = [clinic.until, clinic.from, clinic.opensAt].findIndex((at) => now >= Date.parse(at));
  const clock = byClock === -1 ? 0 : 3 - byClock;
  return order[Math.max(clock, order.indexOf(clinic.status))] ?? "ended";
}

/** What a patient can do about a clinic. */
export type Chance =
  /** Places cannot be taken yet. */
  | "wait"
  | "take"
  /** All places are taken; the reserve list has room. */
  | "reserve"
  | "full"
  /** I have a place and wait for the window. */
  | "held"
  | "inReserve"
  /** I have a place, and the window is open. */
  | "ask"
  | "used"
  | "over"
  | "cancelled";

export function chanceOf(clinic: Clinic, place: Place | null, now: number): Chance {
  const phase = phaseOf(clinic, now);
  if (phase === "cancelled") return "cancelled";
  if (place?.status === "used") return "used";
  if (phase === "ended") return "over";
  if (place?.status === "inReserve") return "inReserve";
  if (place) return phase === "running" ? "ask" : "held";
  if (phase === "announced") return "wait";
  if (clinic.taken < clinic.places) return "take";
  return clinic.inReserve < clinic.reserve ? "reserve" : "full";
}
