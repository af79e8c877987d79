import { expect, test } from "vitest";
import { runningOf, withClaim } from "./claims";

const now = Date.parse("2026-03-01T00:00:00Z");
const claim = (prescription: string, until: string): { prescription: string; until: string } => ({ prescription, until });

test("a claim that has run out is forgotten", () => {
  const claims = [claim("r-1", "2026-02-28T23:59:59Z"), claim("r-2", "2026-03-01T00:30:00Z")];
  expect(runningOf(claims, now).map(({ prescription }) => prescription)).toEqual(["r-2"]);
});

test("the same prescription claimed again is one claim, with the later end", () => {
  const claims = withClaim([claim("r-1", "2026-03-01T00:10:00Z")], claim("r-1", "2026-03-01T00:30:00Z"), now);
  expect(claims).toEqual([claim("r-1", "2026-03-01T00:30:00Z")]);
});

test("no more than twenty are kept", () => {
  const many = Array.from({ length: 30 }, (_, index) => claim(`r-${index}`, "2026-03-01T01:00:00Z"));
  expect(withClaim(many, claim("r-new", "2026-03-01T01:00:00Z"), now)).toHaveLength(20);
});
