import { expect, test } from "vitest";
import { leftOf, refundOf } from "./refund";

test("what was paid back or handed over cannot go back again", () => {
  expect(leftOf({ payment: "p", consultation: "c", fen: 5000, heldFen: 5000, refundedFen: 1000, settledFen: 500, failed: 0 })).toBe(3500);
});

test("all, nothing, or an amount between them", () => {
  expect(refundOf("all", "", 1900)).toBe(1900);
  expect(refundOf("none", "5", 1900)).toBe(0);
  expect(refundOf("part", "5.50", 1900)).toBe(550);
  expect(refundOf("part", "19", 1900)).toBeNull();
  expect(refundOf("part", "0", 1900)).toBeNull();
  expect(refundOf("part", "many", 1900)).toBeNull();
});
