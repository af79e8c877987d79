import type { Schemas } from "@consult/client";

export type Pool = Schemas["PoolPage"];
export type PoolPlace = Schemas["PoolPlace"];

/** What somebody in the pool is to one doctor. */
export type Standing =
  /** Nobody has been asked: whoever is first. */
  | "free"
  /** Offered to me, until `heldUntil`. */
  | "mine"
  /** Offered to, or being grabbed by, somebody else. */
  | "others";

export function standingOf(place: PoolPlace, doctor: string): Standing {
  if (!place.heldFor) return "free";
  return place.heldFor === doctor ? "mine" : "others";
}

/** What is offered to a doctor; one at a time. */
export function offerOf(pool: Pool, doctor: string): PoolPlace | null {
  return pool.first.find((place) => standingOf(place, doctor) === "mine") ?? null;
}

export function isOnDuty(pool: Pool, doctor: string): boolean {
  return pool.duties.some((duty) => duty.doctor === doctor);
}
