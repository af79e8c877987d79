import { expect, test } from "vitest";
import { initialOf } from "./avatar";
import { formatFen, parseFen } from "./money";
import { dayKey, formatAgo, formatClock, formatLeft } from "./time";

test("fen are told as yuan", () => {
  expect(formatFen(1900)).toBe("¥19");
  expect(formatFen(1950)).toBe("¥19.50");
  expect(formatFen(123456700)).toBe("¥1,234,567");
  expect(formatFen(-5)).toBe("−¥0.05");
});

test("yuan are read as fen without a rounding error", () => {
  expect(parseFen("19")).toBe(1900);
  expect(parseFen(" 19.9 ")).toBe(1990);
  expect(parseFen("0.07")).toBe(7);
  expect(parseFen("1.005")).toBeNull();
  expect(parseFen("-1")).toBeNull();
  expect(parseFen("")).toBeNull();
});

test("times are those of China, wherever the device is", () => {
  expect(formatClock("2026-03-08T16:30:00Z")).toBe("00:30");
  expect(dayKey("2026-03-08T16:30:00Z")).toBe("2026-03-09");
});

test("how long ago is said as short as it can be", () => {
  const now = Date.parse("2026-03-08T12:00:00Z"); // 20:00 in China
  expect(formatAgo("2026-03-08T11:59:30Z", now)).toBe("刚刚");
  expect(formatAgo("2026-03-08T12:00:20Z", now)).toBe("刚刚");
  expect(formatAgo("2026-03-08T11:55:00Z", now)).toBe("5 分钟前");
  expect(formatAgo("2026-03-08T01:00:00Z", now)).toBe("09:00");
  expect(formatAgo("2026-03-07T01:00:00Z", now)).toBe("昨天 09:00");
  expect(formatAgo("2026-03-01T01:00:00Z", now)).toBe("3月1日 09:00");
  expect(formatAgo("2025-12-31T01:00:00Z", now)).toBe("2025年12月31日");
});

test("what is left never goes below zero", () => {
  const now = Date.parse("2026-03-08T12:00:00Z");
  expect(formatLeft("2026-03-08T12:04:59Z", now)).toBe("04:59");
  expect(formatLeft("2026-03-10T12:00:05Z", now)).toBe("48:00:05");
  expect(formatLeft("2026-03-08T11:00:00Z", now)).toBe("00:00");
});

test("an initial is a whole character", () => {
  expect(initialOf("林小满")).toBe("林");
  expect(initialOf("𠮷野")).toBe("𠮷");
  expect(initialOf("  ")).toBe("?");
});
