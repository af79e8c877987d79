import { expect, test } from "vitest";
import type { Clock } from "../../src/clock.js";
import { type Code, ConsultError } from "../../src/errors.js";
import { persist } from "../../src/persistence.js";

/** A clock on which waiting takes no time, and which remembers how long was waited. */
function stoppedClock(): Clock & { waits: number[]; pass(milliseconds: number): void } {
  let now = 0;
  const waits: number[] = [];
  return {
    waits,
    pass: (milliseconds) => void (now += milliseconds),
    now: () => now,
    random: () => 1,
    wait: async (milliseconds) => {
      waits.push(milliseconds);
      now += milliseconds;
    },
  };
}

/** Fails with these codes, one after the other, then succeeds. */
function failing(...codes: (Code | "no.answer")[]) {
  const attempt = async () => {
    attempt.count++;
    const code = codes.shift();
    if (code !== undefined) throw new ConsultError(code);
    return "done";
  };
  attempt.count = 0;
  return attempt;
}

const noSignIn = { get: async () => "token", renew: () => Promise.reject(new Error("Nobody should sign in.")) };

test("repeats what is passing, with growing waits", async () => {
  const clock = stoppedClock();
  const attempt = failing("busy", "unknown", "rate.limited", "room.overloaded", "no.answer");
  expect(await persist(attempt, { clock, deadline: 60_000, tokens: noSignIn })).toBe("done");
  expect(clock.waits).toEqual([100, 200, 400, 800, 1600]);
});

test("a refusal is final", async () => {
  const attempt = failing("quota.exhausted");
  await expect(persist(attempt, { clock: stoppedClock(), deadline: 60_000, tokens: noSignIn })).rejects.toMatchObject({ code: "quota.exhausted" });
  expect(attempt.count).toBe(1);
});

test("after the deadline the last refusal is told", async () => {
  const clock = stoppedClock();
  const attempt = failing(...Array<Code>(1000).fill("busy"));
  await expect(persist(attempt, { clock, deadline: 60_000, tokens: noSignIn })).rejects.toMatchObject({ code: "busy", retry: true });
  expect(clock.now()).toBeLessThanOrEqual(60_000);
  expect(attempt.count).toBeLessThan(30);
});

test("a defect is tried five times", async () => {
  const attempt = failing(...Array<Code>(10).fill("internal"));
  await expect(persist(attempt, { clock: stoppedClock(), deadline: 60_000, tokens: noSignIn })).rejects.toMatchObject({ code: "internal" });
  expect(attempt.count).toBe(5);
});

test("the person signs in, for as long as it takes, and the same is sent again", async () => {
  const clock = stoppedClock();
  const reasons: string[] = [];
  const renew = async (_: string | undefined, reason: string) => {
    reasons.push(reason);
    clock.pass(600_000);
  };
  const tokens = { get: async () => "token", renew };
  expect(await persist(failing("reauthentication.required", "busy"), { clock, deadline: 1_000, tokens })).toBe("done");
  expect(reasons).toEqual(["reauthentication.required"]);
});

test("a sign-in that does not help is tried three times", async () => {
  const attempt = failing(...Array<Code>(10).fill("unauthenticated"));
  const tokens = { get: async () => "token", renew: async () => {} };
  await expect(persist(attempt, { clock: stoppedClock(), deadline: 60_000, tokens })).rejects.toMatchObject({ code: "unauthenticated" });
  expect(attempt.count).toBe(4);
});

test("who would rather not sign in is asked once, whatever the refusal is called", async () => {
  const attempt = failing("unauthenticated");
  let asked = 0;
  const rather = async () => {
    asked++;
    throw new ConsultError("unauthenticated");
  };
  await expect(persist(attempt, { clock: stoppedClock(), deadline: 60_000, tokens: { get: rather, renew: rather } })).rejects.toMatchObject({ code: "unauthenticated" });
  await expect(persist(attempt, { clock: stoppedClock(), deadline: 60_000, tokens: { get: async () => "old", renew: rather } })).rejects.toMatchObject({ code: "unauthenticated" });
  expect([attempt.count, asked]).toEqual([1, 2]);
});

test("who gives up hears of that and not of the refusal", async () => {
  const given = new AbortController();
  const attempt = async () => {
    given.abort(new Error("left the page"));
    throw new ConsultError("busy");
  };
  await expect(persist(attempt, { clock: stoppedClock(), deadline: 60_000, signal: given.signal, tokens: noSignIn })).rejects.toThrow("left the page");
});
