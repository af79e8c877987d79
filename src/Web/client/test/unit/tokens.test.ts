import { expect, test } from "vitest";
import { Tokens } from "../../src/tokens.js";

test("however many ask at once, the person signs in once", async () => {
  const reasons: string[] = [];
  const tokens = new Tokens(async (reason) => `token-${reasons.push(reason)}`);
  expect(await Promise.all([tokens.get(), tokens.get()])).toEqual(["token-1", "token-1"]);
  tokens.forget("token-1", "unauthenticated");
  tokens.forget("token-1", "unauthenticated");
  expect(await Promise.all([tokens.get(), tokens.get()])).toEqual(["token-2", "token-2"]);
  // Another request that was refused under the old token has nothing to say of the new one.
  tokens.forget("token-1", "unauthenticated");
  expect(await tokens.get()).toBe("token-2");
  expect(reasons).toEqual(["none", "unauthenticated"]);
});

test("a sign-in that was broken off can be done again", async () => {
  let attempts = 0;
  const tokens = new Tokens(async () => {
    if (++attempts === 1) throw new Error("closed the dialog");
    return "token";
  });
  await expect(tokens.get()).rejects.toThrow("closed the dialog");
  expect(await tokens.get()).toBe("token");
});

test("a token that is too old for one thing stays good for the others, also when the person would rather not", async () => {
  let decide!: (token: string | Error) => void;
  const tokens = new Tokens(() => new Promise((resolve, reject) => (decide = (token) => (typeof token === "string" ? resolve(token) : reject(token)))), "old");
  const declined = tokens.renew("old", "reauthentication.required");
  expect(await tokens.get()).toBe("old");
  decide(new Error("rather not"));
  await expect(declined).rejects.toThrow("rather not");
  expect(await tokens.get()).toBe("old");
  const agreed = tokens.renew("old", "reauthentication.required");
  decide("new");
  await agreed;
  expect(await tokens.get()).toBe("new");
});
