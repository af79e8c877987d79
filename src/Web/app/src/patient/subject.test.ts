import { expect, test } from "vitest";
import { kindsOf, priceOf } from "./subject";

const doctor = { offerings: [{ kind: "video", priceFen: 9900 }, { kind: "freeClinic", priceFen: 0 }, { kind: "directed", priceFen: 1900 }] } as const;
const terms = { kinds: [{ kind: "quick", priceFen: 1500, acceptSeconds: 600, windowSeconds: 86400, followUps: 0 }], pack: { rounds: 5, priceFen: 500, maxPacks: 4 }, paymentMethod: "sandbox" } as const;

test("a price is the doctor's, the operator's, or nothing", () => {
  const of = { offerings: [...doctor.offerings] };
  expect(priceOf("directed", of, undefined)).toBe(1900);
  expect(priceOf("revisit", of, undefined)).toBeNull();
  expect(priceOf("quick", null, { ...terms, kinds: [...terms.kinds] })).toBe(1500);
  expect(priceOf("quick", null, undefined)).toBeNull();
  expect(priceOf("freeClinic", null, undefined)).toBe(0);
});

test("a doctor is asked by name in what is offered, in the order of the pages", () => {
  expect(kindsOf({ offerings: [...doctor.offerings] })).toEqual(["directed", "video"]);
});
