import { expect, test } from "vitest";
import type { Drug } from "../drugs";
import { contentOf, emptyForm, formOf, needsAssessment, newItem, packsOf, problemsOf, type FormItem } from "./form";

const drug: Drug = {
  code: "amlodipine-5-tab", name: "苯磺酸氨氯地平片", form: "片剂", strength: "5mg", unit: "片",
  packSize: 14, class: "ordinary", paediatric: false, longTerm: true,
};

function item(more: Partial<FormItem> = {}): FormItem {
  return { ...newItem(drug), ...more };
}

test.each([
  ["1", "onceDaily", "28", 2],
  ["1", "onceDaily", "29", 3],
  ["2", "threeTimesDaily", "7", 3],
  ["1", "everySecondDay", "7", 1],
  ["1", "onceWeekly", "29", 1],
  ["0.1", "threeTimesDaily", "140", 3],
] as const)("%s at a time, %s, for %s days are %i packs of 14", (dose, frequency, days, packs) => {
  expect(packsOf(item({ dose, frequency, days }))).toBe(packs);
});

test("no number, no packs", () => {
  expect(packsOf(item({ dose: "" }))).toBeNull();
  expect(packsOf(item({ dose: "0" }))).toBeNull();
  expect(packsOf(item({ dose: "1.0001" }))).toBeNull();
  expect(packsOf(item({ days: "0" }))).toBeNull();
  expect(packsOf(item({ days: "1.5" }))).toBeNull();
});

test("what is missing is told of its field", () => {
  expect(problemsOf(emptyForm())).toEqual([{ field: "drug", item: null }]);
  expect(problemsOf({ ...emptyForm(), items: [item(), item({ dose: "x", days: "" })] })).toEqual([
    { field: "dose", item: 1 },
    { field: "days", item: 1 },
  ]);
  expect(problemsOf({ ...emptyForm(), items: [item()], isChild: true, guardianPresent: "母亲" })).toEqual([
    { field: "specialist", item: null },
  ]);
});

test("only a chronic disease for more than 28 days needs an assessment", () => {
  const long = [item({ days: "29" })];
  expect(needsAssessment({ ...emptyForm(), items: long })).toBe(false);
  expect(needsAssessment({ ...emptyForm(), items: [item({ days: "28" })], isChronic: true })).toBe(false);
  expect(needsAssessment({ ...emptyForm(), items: long, isChronic: true })).toBe(true);
});

test("what goes to the server holds nothing that was not asked for", () => {
  const form = { ...emptyForm(), items: [item({ days: "28" })], isChronic: true, assessment: "stable", guardianPresent: "left over", advice: " 低盐 " };
  expect(contentOf(form)).toEqual({
    items: [{ drug: "amlodipine-5-tab", dose: 1, frequency: "onceDaily", route: "oral", days: 28, packs: 2 }],
    isChronic: true,
    advice: "低盐",
  });
  expect(contentOf(emptyForm())).toBeNull();
});

test("a draft comes back as it was saved", () => {
  const form = { ...emptyForm(), items: [item({ dose: "0.5", days: "84" })], isChronic: true, assessment: "血压平稳", isChild: true, guardianPresent: "母亲", specialistPresent: "张医生" };
  const content = contentOf(form);
  expect(content && formOf(content, new Map([[drug.code, drug]]))).toEqual(form);
  expect(content && formOf(content, new Map()).items).toEqual([]);
});
