import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

type Locked = { optionalDependencies?: Record<string, string> };

// npm leaves out of a lock what the machine that wrote it did not install: with Linux's parts alone, `npm ci` on a Mac installs
// a builder that cannot start. A lock made without node_modules beside it has them all.
test("the lock names the native parts of the builder for every system", () => {
  const file = fileURLToPath(new URL("../../package-lock.json", import.meta.url));
  const locked = (JSON.parse(readFileSync(file, "utf8")) as { packages: Record<string, Locked> }).packages;
  const parts = Object.values(locked).flatMap((one) => Object.keys(one.optionalDependencies ?? {}));
  expect(parts).toContain("@rolldown/binding-darwin-arm64");
  expect(parts.filter((name) => !(`node_modules/${name}` in locked))).toEqual([]);
});
