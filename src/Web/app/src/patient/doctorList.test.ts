import { expect, test } from "vitest";
import { lowestPrice } from "./doctorList";

test("a price from is that of what the doctor is asked for by name", () => {
  const offerings = [
    { kind: "video", priceFen: 9900 },
    { kind: "directed", priceFen: 1900 },
    { kind: "freeClinic", priceFen: 0 },
  ] as const;
  expect(lowestPrice({ offerings: [...offerings] })).toBe(1900);
  expect(lowestPrice({ offerings: [offerings[2]] })).toBeNull();
});
