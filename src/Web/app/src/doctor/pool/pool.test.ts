import { expect, test } from "vitest";
import { isOnDuty, offerOf, standingOf, type Pool, type PoolPlace } from "./pool";

function place(consultation: string, heldFor?: string): PoolPlace {
  return {
    consultation,
    requestedAt: "2026-03-01T00:00:00Z",
    acceptBy: "2026-03-01T00:10:00Z",
    ...(heldFor && { heldFor, heldUntil: "2026-03-01T00:01:00Z" }),
  };
}

const pool: Pool = {
  position: "0",
  waiting: 3,
  first: [place("c-1", "d-2"), place("c-2", "d-1"), place("c-3")],
  duties: [{ doctor: "d-1", name: "王", since: "2026-03-01T00:00:00Z", free: 3 }],
};

test("who waits is free, offered to me, or somebody else's", () => {
  expect(pool.first.map((one) => standingOf(one, "d-1"))).toEqual(["others", "mine", "free"]);
});

test("what is offered to me is found wherever it stands", () => {
  expect(offerOf(pool, "d-1")?.consultation).toBe("c-2");
  expect(offerOf(pool, "d-3")).toBeNull();
});

test("who is listed is on duty", () => {
  expect(isOnDuty(pool, "d-1")).toBe(true);
  expect(isOnDuty(pool, "d-2")).toBe(false);
});
