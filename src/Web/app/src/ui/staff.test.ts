import { expect, test } from "vitest";
import { assisting, type StaffEntry } from "./staff";

const one = (id: string, name: string, ...roles: StaffEntry["roles"]): StaffEntry => ({ id, name, roles });
const staff = [one("a-fang", "方晓", "assistant"), one("a-qian", "钱思源", "pharmacist"), one("a-new", "新来的")];
const found = (text: string): string[] => assisting(staff, text).map(({ id }) => id);

test("an assistant is found by name and by account, also before the first sign-in", () => {
  expect(found("方")).toEqual(["a-fang"]);
  expect(found("a-fang")).toEqual(["a-fang"]);
  expect(found("新来")).toEqual(["a-new"]);
});

test("a pharmacist is no assistant, neither by name nor by account", () => {
  expect(found("钱思源")).toEqual([]);
  expect(found("a-qian")).toEqual([]);
});

test("an account without a name is offered by its whole id", () => {
  expect(assisting(staff, " a-li ")).toEqual([{ id: "a-li", name: "a-li" }]);
  expect(found("李 明")).toEqual([]);
});
