import { expect, test } from "vitest";
import { address } from "../../src/requests.js";

test("parameters and queries are escaped, and what is not given is left out", () => {
  expect(address("/departments/{id}/waiting/{consultation}", { path: { id: "呼吸/内科", consultation: "c-1" } }))
    .toBe("/departments/%E5%91%BC%E5%90%B8%2F%E5%86%85%E7%A7%91/waiting/c-1");
  expect(address("/doctors", { query: { department: "呼吸 内科", online: true, after: undefined } }))
    .toBe("/doctors?department=%E5%91%BC%E5%90%B8+%E5%86%85%E7%A7%91&online=true");
});

test("a missing parameter is a defect of the caller", () => {
  expect(() => address("/doctors/{doctor}", { path: {} })).toThrow("needs doctor");
  expect(() => address("/doctors/{doctor}", { path: { doctor: "" } })).toThrow("needs doctor");
});
