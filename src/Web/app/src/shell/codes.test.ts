import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { sentences } from "./codes.zh";

/** The codes that the server may answer with, from the file that its own tests keep true. */
function serverCodes(): string[] {
  const golden = readFileSync(new URL("../../../../../tests/golden/contracts.txt", import.meta.url), "utf8");
  const section = golden.split(/^# /m).find((part) => part.startsWith("Codes:"));
  const lines = section?.split("\n").slice(1) ?? [];
  return lines.filter((line) => line.trim() !== "").map((line) => line.split(":")[0] ?? "");
}

test("every code of the server has a Chinese sentence, and no other", () => {
  expect(serverCodes().length).toBeGreaterThan(100);
  expect(Object.keys(sentences).sort()).toEqual(serverCodes().sort());
});

test("the sentences are told to a person and not to a programmer", () => {
  for (const sentence of Object.values(sentences)) {
    expect(sentence).toMatch(/[\u4e00-\u9fff]/);
    expect(sentence).not.toMatch(/。$/);
  }
});
