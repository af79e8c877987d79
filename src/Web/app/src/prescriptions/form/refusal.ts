import { daysOf, type FormItem, type PrescriptionForm } from "./form";

/** Where a refusal of the server is shown. */
export interface Refusal {
  readonly field: "page" | "drug" | "days" | "assessment" | "child" | "diagnosis" | "revisit";
  /** The drugs that it is about. */
  readonly items: readonly number[];
}

/** Supply without a chronic disease (处方管理办法 art. 19); an operator may have set it lower, so it only points. */
const supplyDays = 7;

/** The field that a refusal is about: the server says what is wrong, and with which drug only we can tell. */
export function placeOf(code: string, form: PrescriptionForm): Refusal {
  const which = (isIt: (item: FormItem) => boolean): number[] => {
    const found = form.items.flatMap((item, index) => (isIt(item) ? [index] : []));
    return found.length > 0 ? found : form.items.map((_, index) => index);
  };
  switch (code) {
    case "drug.unknown":
      return { field: "drug", items: which(() => true) };
    case "drug.controlled":
      return { field: "drug", items: which(({ drug }) => drug.class === "narcotic" || drug.class === "psychotropic") };
    case "drug.not.paediatric":
      return { field: "drug", items: which(({ drug }) => !drug.paediatric) };
    case "drug.short.term":
      return { field: "days", items: which(({ drug, days }) => !drug.longTerm && isLong(days)) };
    case "supply.too.long":
      return { field: "days", items: which(({ days }) => isLong(days)) };
    case "quantity.mismatch":
      return { field: "days", items: which(() => true) };
    case "assessment.required":
      return { field: "assessment", items: [] };
    case "child.presence.required":
      return { field: "child", items: [] };
    case "diagnosis.missing":
    case "diagnosis.code.invalid":
      return { field: "diagnosis", items: [] };
    case "revisit.document.missing":
    case "revisit.unconfirmed":
      return { field: "revisit", items: [] };
    default:
      return { field: "page", items: [] };
  }
}

function isLong(days: string): boolean {
  return (daysOf(days) ?? 0) > supplyDays;
}
