import { expect, test } from "vitest";
import type { Drug } from "../drugs";
import { emptyForm, newItem, type PrescriptionForm } from "./form";
import { placeOf } from "./refusal";

const drug: Drug = {
  code: "a", name: "甲", form: "片剂", strength: "5mg", unit: "片", packSize: 10, class: "ordinary", paediatric: true, longTerm: true,
};

const form: PrescriptionForm = {
  ...emptyForm(),
  items: [
    newItem(drug),
    { ...newItem({ ...drug, code: "b", class: "psychotropic", longTerm: false }), days: "14" },
    { ...newItem({ ...drug, code: "c", paediatric: false }), days: "20" },
  ],
};

test.each([
  ["drug.controlled", "drug", [1]],
  ["drug.not.paediatric", "drug", [2]],
  ["drug.short.term", "days", [1]],
  ["supply.too.long", "days", [1, 2]],
  ["quantity.mismatch", "days", [0, 1, 2]],
  ["assessment.required", "assessment", []],
  ["child.presence.required", "child", []],
  ["diagnosis.code.invalid", "diagnosis", []],
  ["revisit.unconfirmed", "revisit", []],
  ["prescription.admitted", "page", []],
])("%s is shown at %s", (code, field, items) => {
  expect(placeOf(code, form)).toEqual({ field, items });
});

test("a refusal whose drug cannot be told is shown at all of them, rather than nowhere", () => {
  expect(placeOf("supply.too.long", { ...form, items: [newItem(drug)] }).items).toEqual([0]);
});
