import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { throttle } from "./throttle";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("the first call goes at once, and all that come meanwhile are one", () => {
  const call = vi.fn();
  const { run } = throttle(call, 500);
  run();
  expect(call).toHaveBeenCalledTimes(1);
  run();
  run();
  expect(call).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(500);
  expect(call).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(2_000);
  expect(call).toHaveBeenCalledTimes(2);
});

test("stopped, it calls no more", () => {
  const call = vi.fn();
  const { run, stop } = throttle(call, 500);
  run();
  run();
  stop();
  vi.advanceTimersByTime(2_000);
  expect(call).toHaveBeenCalledTimes(1);
});
