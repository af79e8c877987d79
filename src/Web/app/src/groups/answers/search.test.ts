import { expect, test } from "vitest";
import { isSearchable } from "./search";

test.each(["感冒", "covid", "测 血压", "B12"])("%s can be searched for", (text) => expect(isSearchable(text)).toBe(true));
test.each(["", "血", "血 压", "？！"])("%s cannot", (text) => expect(isSearchable(text)).toBe(false));
