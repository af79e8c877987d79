import { expect, test } from "vitest";
import { myMic } from "./mic";

const turn = { request: 5, isOpen: false, until: "2026-11-27T11:31:00Z" };

test("who did not ask learns only that it is taken", () => {
  expect(myMic({ mic: { ...turn, isOpen: true }, micOver: null }, null)).toEqual({ state: "none", isTaken: true });
});

test("my request goes from waiting to accepted to open to over", () => {
  expect(myMic({ mic: null, micOver: null }, 5).state).toBe("waiting");
  expect(myMic({ mic: { ...turn, request: 4 }, micOver: null }, 5).state).toBe("waiting");
  expect(myMic({ mic: turn, micOver: null }, 5).state).toBe("accepted");
  expect(myMic({ mic: { ...turn, isOpen: true }, micOver: null }, 5).state).toBe("open");
  expect(myMic({ mic: null, micOver: { request: 5, cause: "timeUp" } }, 5)).toMatchObject({ state: "over", over: { cause: "timeUp" } });
});
