import { expect, test } from "vitest";
import { CommandIds } from "./commandId";

function counted(): CommandIds {
  let made = 0;
  return new CommandIds(() => `id-${++made}`);
}

test("pressed again, the same command keeps its id until it is answered for good", () => {
  const ids = counted();
  expect(ids.next(["c-1", "hello"])).toBe("id-1");
  expect(ids.next(["c-1", "hello"])).toBe("id-1");
  ids.settle();
  expect(ids.next(["c-1", "hello"])).toBe("id-2");
});

test("a corrected command has an id of its own", () => {
  const ids = counted();
  expect(ids.next(["c-1", "hello"])).toBe("id-1");
  expect(ids.next(["c-1", "hello!"])).toBe("id-2");
});
