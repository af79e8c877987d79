import { expect, test } from "vitest";
import { fromLocalInput, toLocalInput } from "./localInput";

test("a moment is shown and read in China's time, whatever the device is set to", () => {
  expect(toLocalInput("2026-11-27T16:30:00Z")).toBe("2026-11-28T00:30");
  expect(fromLocalInput("2026-11-28T00:30")).toBe("2026-11-27T16:30:00.000Z");
});

test("an empty input says nothing", () => {
  expect(fromLocalInput("")).toBeNull();
});
