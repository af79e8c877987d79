import type { DoseFrequency, DrugRoute, Schemas } from "@consult/client";
import type { Drug } from "../drugs";

export const frequencies = ["onceDaily", "twiceDaily", "threeTimesDaily", "fourTimesDaily", "everySecondDay", "onceWeekly"] as const;
export const routes = ["oral", "sublingual", "inhaled", "nasal", "ophthalmic", "topical", "subcutaneous"] as const;

export type Content = Schemas["PrescriptionContent"];

/** One drug as the doctor writes it. Packs are not written: they follow from the rest, and the law checks that they do. */
export interface FormItem {
  drug: Drug;
  dose: string;
  frequency: DoseFrequency;
  route: DrugRoute;
  days: string;
}

export interface PrescriptionForm {
  items: FormItem[];
  isChronic: boolean;
  assessment: string;
  isChild: boolean;
  guardianPresent: string;
  specialistPresent: string;
  advice: string;
}

/** 处方管理办法 art. 6. */
export const mostItems = 5;
/** Beyond this a chronic disease needs an assessment (长期处方管理规范 art. 10). */
const chronicDays = 28;

export function emptyForm(): PrescriptionForm {
  return { items: [], isChronic: false, assessment: "", isChild: false, guardianPresent: "", specialistPresent: "", advice: "" };
}

export function newItem(drug: Drug): FormItem {
  return { drug, dose: "1", frequency: "onceDaily", route: routeOf(drug), days: "7" };
}

/** What is wrong with a field before anything is sent. */
export type Problem = "drug" | "dose" | "days" | "assessment" | "guardian" | "specialist";

export interface FieldProblem {
  readonly field: Problem;
  /** Which drug; null for what belongs to the whole. */
  readonly item: number | null;
}

/** What is missing or no number. Whether it may be prescribed is for the server to say. */
export function problemsOf(form: PrescriptionForm): FieldProblem[] {
  const problems: FieldProblem[] = form.items.length === 0 ? [{ field: "drug", item: null }] : [];
  for (const [item, { dose, days }] of form.items.entries()) {
    if (doseOf(dose) === null) problems.push({ field: "dose", item });
    if (daysOf(days) === null) problems.push({ field: "days", item });
  }
  if (needsAssessment(form) && form.assessment.trim() === "") problems.push({ field: "assessment", item: null });
  if (form.isChild && form.guardianPresent.trim() === "") problems.push({ field: "guardian", item: null });
  if (form.isChild && form.specialistPresent.trim() === "") problems.push({ field: "specialist", item: null });
  return problems;
}

export function needsAssessment({ isChronic, items }: PrescriptionForm): boolean {
  return isChronic && items.some(({ days }) => (daysOf(days) ?? 0) > chronicDays);
}

/** What goes to the server; null while `problemsOf` finds something. */
export function contentOf(form: PrescriptionForm): Content | null {
  if (problemsOf(form).length > 0) return null;
  return {
    items: form.items.map((item) => ({
      drug: item.drug.code,
      dose: doseOf(item.dose) ?? 0,
      frequency: item.frequency,
      route: item.route,
      days: daysOf(item.days) ?? 0,
      packs: packsOf(item) ?? 0,
    })),
    isChronic: form.isChronic,
    ...(needsAssessment(form) && { assessment: form.assessment.trim() }),
    ...(form.isChild && { guardianPresent: form.guardianPresent.trim(), specialistPresent: form.specialistPresent.trim() }),
    ...(form.advice.trim() && { advice: form.advice.trim() }),
  };
}

/** A draft as it was saved; drugs that are no longer in the formulary are left out. */
export function formOf(content: Content, drugs: ReadonlyMap<string, Drug>): PrescriptionForm {
  return {
    items: content.items.flatMap(({ drug, dose, frequency, route, days }) => {
      const found = drugs.get(drug);
      return found ? [{ drug: found, dose: String(dose), frequency, route, days: String(days) }] : [];
    }),
    isChronic: content.isChronic ?? false,
    assessment: content.assessment ?? "",
    isChild: Boolean(content.guardianPresent ?? content.specialistPresent),
    guardianPresent: content.guardianPresent ?? "",
    specialistPresent: content.specialistPresent ?? "",
    advice: content.advice ?? "",
  };
}

/** Whole packs: dose × how often × days, rounded up; null while a number is missing. */
export function packsOf({ drug, dose, frequency, days }: FormItem): number | null {
  const [each, through] = [doseOf(dose), daysOf(days)];
  if (each === null || through === null) return null;
  // In thousandths, as 0.1 + 0.2 is more than 0.3 and a pack too many would be refused.
  const taken = Math.round(each * 1000) * timesIn(frequency, through);
  return Math.ceil(taken / Math.round(drug.packSize * 1000));
}

function timesIn(frequency: DoseFrequency, days: number): number {
  switch (frequency) {
    case "onceDaily": return days;
    case "twiceDaily": return 2 * days;
    case "threeTimesDaily": return 3 * days;
    case "fourTimesDaily": return 4 * days;
    case "everySecondDay": return Math.ceil(days / 2);
    case "onceWeekly": return Math.ceil(days / 7);
  }
}

/** More than 0, at most 1,000, at most three decimals. */
function doseOf(text: string): number | null {
  if (!/^\d{1,4}(\.\d{1,3})?$/.test(text.trim())) return null;
  const dose = Number(text);
  return dose > 0 && dose <= 1000 ? dose : null;
}

export function daysOf(text: string): number | null {
  return /^[1-9]\d{0,2}$/.test(text.trim()) ? Number(text) : null;
}

/** How a drug of this form is mostly taken; the doctor changes it where it is not. */
function routeOf({ form }: Drug): DrugRoute {
  if (/滴眼|眼膏|眼用/.test(form)) return "ophthalmic";
  if (/鼻/.test(form)) return "nasal";
  if (/吸入|气雾|雾化/.test(form)) return "inhaled";
  if (/乳膏|软膏|凝胶|外用|贴|洗剂/.test(form)) return "topical";
  if (/注射/.test(form)) return "subcutaneous";
  return "oral";
}
