import { expect, test } from "vitest";
import { chosenOf } from "./chosen";
import type { MyPatient } from "./me";

const child: MyPatient = { patient: "p-child", relation: "guardian", name: "林小宝" };
const self: MyPatient = { patient: "p-self", relation: "self", name: "林小满" };

test("who was chosen stays chosen", () => {
  expect(chosenOf([child, self], "p-child")).toBe(child);
});

test("without a choice one acts for oneself, otherwise for the first", () => {
  expect(chosenOf([child, self], null)).toBe(self);
  expect(chosenOf([child], null)).toBe(child);
  expect(chosenOf([], null)).toBeNull();
});

test("a choice of another account is not taken over", () => {
  expect(chosenOf([child, self], "p-of-somebody-else")).toBe(self);
});
