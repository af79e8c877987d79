import { describe, expect, it } from "vitest";
import type { Message } from "./model";
import { rowsOf } from "./timeline";

function message(seq: number, at: string, side: "patient" | "doctor" = "patient", redacted?: "recalled"): Message {
  return { kind: "message", seq, at, side, account: `a-${side}`, command: undefined, said: { text: "x", redacted }, attachments: [] };
}

describe("rows", () => {
  it("draws no more than asked for of a long history, from its end", () => {
    const history = Array.from({ length: 2000 }, (_, index) => message(index + 1, "2026-03-08T06:00:00Z"));
    const rows = rowsOf(history, 120);
    expect(rows).toHaveLength(120);
    expect(rows[0]?.entry.seq).toBe(1881);
    expect(rows.at(-1)?.entry.seq).toBe(2000);
  });

  it("begins a day where it begins in China", () => {
    const rows = rowsOf([message(1, "2026-03-08T15:59:00Z"), message(2, "2026-03-08T16:01:00Z")], 10);
    expect(rows.map(({ startsDay }) => startsDay)).toEqual([true, true]);
  });

  it("joins what one author says in a row, and nothing else", () => {
    const rows = rowsOf([
      message(1, "2026-03-08T06:00:00Z"), message(2, "2026-03-08T06:01:00Z"), message(3, "2026-03-08T06:01:30Z", "doctor"),
      message(4, "2026-03-08T06:02:00Z"), message(5, "2026-03-08T06:30:00Z"), message(6, "2026-03-08T06:30:10Z", "patient", "recalled"),
    ], 10);
    expect(rows.map(({ startsCluster }) => startsCluster)).toEqual([true, false, true, true, true, true]);
    expect(rows.map(({ endsCluster }) => endsCluster)).toEqual([false, true, true, true, true, true]);
  });
});
