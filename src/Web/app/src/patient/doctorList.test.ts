import { expect, test } from "vitest";
import { lowestPrice, matching, type DoctorEntry } from "./doctorList";

const doctor = (name: string, department: string): DoctorEntry =>
  ({ id: name, name, title: "主治医师", department, hospital: "示例医院", online: true, offerings: [] });
const all = [doctor("王雨晴", "呼吸内科"), doctor("Anna Berg", "皮肤科")];

test("a doctor is found by any part of what the list shows", () => {
  expect(matching(all, "雨晴")).toEqual([all[0]]);
  expect(matching(all, "皮肤")).toEqual([all[1]]);
  expect(matching(all, " anna 皮肤 ")).toEqual([all[1]]);
  expect(matching(all, "anna 呼吸")).toEqual([]);
  expect(matching(all, "  ")).toEqual(all);
});

test("a price from is that of what the doctor is asked for by name", () => {
  const offerings = [
    { kind: "video", priceFen: 9900 },
    { kind: "directed", priceFen: 1900 },
    { kind: "freeClinic", priceFen: 0 },
  ] as const;
  expect(lowestPrice({ offerings: [...offerings] })).toBe(1900);
  expect(lowestPrice({ offerings: [offerings[2]] })).toBeNull();
});
