import { expect, test } from "vitest";
import { Backoff } from "../../src/backoff.js";

test("waits double from 0.1 s to 5 s", () => {
  const backoff = new Backoff(() => 1);
  expect(Array.from({ length: 8 }, () => backoff.next())).toEqual([100, 200, 400, 800, 1600, 3200, 5000, 5000]);
});

test("chance shortens a wait by up to half", () => {
  const backoff = new Backoff(() => 0);
  expect([backoff.next(), backoff.next()]).toEqual([50, 100]);
  backoff.reset();
  expect(backoff.next()).toBe(50);
});
