import { describe, expect, it } from "vitest";
import type { ConsultEvent } from "@consult/client";
import { emptyInterview, foldInterview, openQuestion, type Interview } from "./interview";

let seq = 0;

function fold(...events: [type: string, body: object][]): Interview {
  const state = emptyInterview();
  for (const [type, body] of events) foldInterview(state, { seq: ++seq, at: "2026-03-08T06:00:00Z", type, body } as unknown as ConsultEvent);
  return state;
}

const opened: [string, object] = ["interview.opened", { maxQuestions: 8 }];
const asked = (question: number): [string, object] => ["interview.asked", { question, source: "script", text: "咳嗽多久了？" }];

describe("an interview", () => {
  it("has one open question until it is answered or skipped", () => {
    expect(openQuestion(fold(opened))).toBeUndefined();
    expect(openQuestion(fold(opened, asked(1)))).toMatchObject({ number: 1, text: "咳嗽多久了？" });
    expect(openQuestion(fold(opened, asked(1), ["interview.answered", { question: 1, signs: [], text: "三天" }]))).toBeUndefined();
    expect(openQuestion(fold(opened, asked(1), ["interview.skipped", { question: 1 }], asked(2)))).toMatchObject({ number: 2 });
  });

  it("asks nothing more when it has ended", () => {
    const state = fold(opened, asked(1), ["interview.ended", { reason: "accepted" }]);
    expect(state.ended).toBe("accepted");
    expect(openQuestion(state)).toBeUndefined();
  });

  it("keeps notices apart from questions and passes over what it does not know", () => {
    const state = fold(opened, ["automatic.posted", { kind: "notice", flag: "bleeding", text: "请拨打120" }], ["interview.imagined", {}]);
    expect(state.notices).toEqual([{ flag: "bleeding", text: "请拨打120" }]);
    expect(state.questions).toEqual([]);
  });
});
