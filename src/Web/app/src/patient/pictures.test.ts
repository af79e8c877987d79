import { beforeEach, expect, test } from "vitest";
import { dropPictures, keepPictures, waitingPictures, type WaitingPictures } from "./pictures";

const kept = new Map<string, string>();
// Node has no storage of its own.
Object.assign(globalThis, { localStorage: { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => kept.set(key, value) } });
beforeEach(() => kept.clear());

const pictures = (account: string, command: string): WaitingPictures => ({ account, consultation: "c-1", attachments: ["f-1"], command });

test("pictures wait for the account that sent them until they are dropped", () => {
  keepPictures(pictures("a-lin", "m-1"));
  keepPictures(pictures("a-other", "m-2"));
  expect(waitingPictures("a-lin").map(({ command }) => command)).toEqual(["m-1"]);
  dropPictures("m-1");
  expect(waitingPictures("a-lin")).toEqual([]);
  expect(waitingPictures("a-other")).toHaveLength(1);
});

test("kept again under its id it is there once, and only the latest are kept", () => {
  keepPictures(pictures("a-lin", "m-1"));
  keepPictures(pictures("a-lin", "m-1"));
  expect(waitingPictures("a-lin")).toHaveLength(1);
  for (let n = 2; n < 30; n++) keepPictures(pictures("a-lin", `m-${n}`));
  expect(waitingPictures("a-lin")).toHaveLength(20);
});

test("what is no list of ours does no harm", () => {
  kept.set("consult.pictures", "{]");
  expect(waitingPictures("a-lin")).toEqual([]);
  kept.set("consult.pictures", '[1, {"account": "a-lin"}]');
  expect(waitingPictures("a-lin")).toEqual([]);
});
