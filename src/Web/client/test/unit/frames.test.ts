import { expect, test } from "vitest";
import { FrameRules } from "../../src/frames.js";

const frame = (from: number, to: number) => ({ feed: "consultation/c-1", from, to: `${to}.tag`, events: [] });

test("a frame that follows is next, also when it shows nothing", () => {
  const rules = new FrameRules("0");
  rules.begin(true);
  expect(rules.judge(frame(1, 3))).toBe("next");
  rules.take(frame(1, 3));
  expect(rules.received).toBe("3.tag");
  expect(rules.judge(frame(4, 4))).toBe("next");
});

test("what is at or before the position is known", () => {
  const rules = new FrameRules("5.tag");
  rules.begin(true);
  expect([rules.judge(frame(1, 3)), rules.judge(frame(3, 5))]).toEqual(["known", "known"]);
});

test("a gap, or a frame that overlaps, is a hole on a new connection", () => {
  const rules = new FrameRules("5.tag");
  rules.begin(true);
  expect([rules.judge(frame(7, 8)), rules.judge(frame(5, 6))]).toEqual(["hole", "hole"]);
});

test("just subscribed again it is left over from the subscription before, until one has followed", () => {
  const rules = new FrameRules("5.tag");
  rules.begin(false);
  expect(rules.judge(frame(9, 9))).toBe("leftover");
  rules.take(frame(6, 6));
  expect(rules.judge(frame(9, 9))).toBe("hole");
});
