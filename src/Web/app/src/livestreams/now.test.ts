import { expect, test } from "vitest";
import { nowOf } from "./now";

const by = { account: "system", role: "system" } as const;

test("reads the numbers of the moment", () => {
  const figures = { watching: 1200, figures: { peak: 1350, unique: 2210, likes: 8400 }, top: [{ question: 41, votes: 17 }] };
  expect(nowOf({ feed: "livestream/l-1", type: "livestream.now", by, figures: figures as never })).toEqual(figures);
});

test("takes no other signal for it, and none that says something else", () => {
  expect(nowOf({ feed: "livestream/l-1", type: "room.overloaded", by })).toBeNull();
  expect(nowOf({ feed: "livestream/l-1", type: "livestream.now", by })).toBeNull();
});
