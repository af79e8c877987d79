import { expect, test } from "vitest";
import { matching, type DoctorEntry } from "./doctors";

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
