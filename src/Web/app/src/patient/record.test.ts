import { expect, test } from "vitest";
import type { ConsultEvent, EventPage, Position } from "@consult/client";
import { fileNameOf, readRecord } from "./record";

const at = (seq: number): Position => `${seq}.${"0".repeat(32)}` as Position;

/** Pages of two events of a feed that grows while it is read. */
function pagesOf(heads: number[]): (after: Position) => Promise<EventPage> {
  return async (after) => {
    const from = Number(after.split(".")[0]) + 1;
    const head = heads.shift() ?? 0;
    const to = Math.min(from + 1, head);
    const events = Array.from({ length: to - from + 1 }, (_, index) => ({ seq: from + index }) as ConsultEvent);
    return { feed: "consultation/c-1", from, to: at(to), head: at(head), events };
  };
}

test("a record is read to its head, also when the head moves on meanwhile", async () => {
  const counts: number[] = [];
  const record = await readRecord("consultation/c-1", pagesOf([3, 5, 5]), (count) => counts.push(count));
  expect(record.events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
  expect(record.position).toBe(at(5));
  expect(counts).toEqual([2, 4, 5]);
});

test("a file is named by its feed", () => {
  expect(fileNameOf("patient/p-1")).toBe("consult-patient-p-1.json");
});
