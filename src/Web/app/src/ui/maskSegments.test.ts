import { expect, test } from "vitest";
import { maskSegments } from "./maskSegments";

const shown = (...args: Parameters<typeof maskSegments>): string =>
  maskSegments(...args).map(({ text, isMask }) => (isMask ? `[${text}]` : text)).join("");

test("Points out each mask, and nothing else", () => {
  const original = "我叫孙丽华，手机13800001234，请回。";
  const spans = [{ kind: "mobile", start: 8, length: 11 }, { kind: "name", start: 2, length: 3 }] as const;
  expect(shown(original, "我叫孙**，手机138****1234，请回。", spans)).toBe("我叫[孙**]，手机[138****1234]，请回。");
});

test("A mask at the end, and one at the beginning", () => {
  expect(shown("13800001234", "138****1234", [{ kind: "mobile", start: 0, length: 11 }])).toBe("[138****1234]");
});

test("Two masks side by side are one", () => {
  const spans = [{ kind: "name", start: 0, length: 2 }, { kind: "mobile", start: 2, length: 3 }] as const;
  expect(shown("张三138好", "张*****好", spans)).toBe("[张*****]好");
});

test("A text without spans is as it is", () => expect(shown("血压138/88", "血压138/88", [])).toBe("血压138/88"));

test("Nothing is pointed out when the two texts do not belong together", () => {
  expect(shown("我叫张三", "别的文字", [{ kind: "name", start: 2, length: 2 }])).toBe("别的文字");
});
