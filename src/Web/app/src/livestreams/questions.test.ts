import type { ConsultEvent } from "@consult/client";
import { describe, expect, test } from "vitest";
import { emptyQuestions, foldQuestion, queueOf, withMyWish, type Questions } from "./questions";
import { Events, redacted } from "./testEvents";

function questionsOf(events: readonly ConsultEvent[]): Questions {
  const questions = emptyQuestions();
  for (const event of events) foldQuestion(questions, event);
  return questions;
}

const asked = (text: string, nickname: string | null = "老周") => ({ text, nickname, isAnonymous: nickname === null });
const queue = (questions: Questions) => queueOf(questions.all.values(), ({ votes }) => votes).map(({ question }) => question);

describe("the queue", () => {
  test("is in the order of the server's: most votes first, of as many the one asked first", () => {
    const one = new Events(true);
    const events: ConsultEvent[] = ["一", "二", "三"].map((text) => one.viewer("livestream.question.asked", asked(text)));
    expect(queue(questionsOf(events))).toEqual([1, 2, 3]);

    const vote = (question: number) => one.viewer("livestream.question.voted", { question });
    events.push(vote(3), vote(3), vote(2), vote(1));
    expect(queue(questionsOf(events))).toEqual([3, 1, 2]);

    // Votes that come and go do not change the order of equals.
    events.push(one.viewer("livestream.question.unvoted", { question: 3 }));
    expect(queue(questionsOf(events))).toEqual([1, 2, 3]);
  });

  test("holds what was picked, and not what is answered, dismissed, withdrawn or hidden", () => {
    const one = new Events();
    const events: ConsultEvent[] = ["一", "二", "三", "四", "五"].map((text) => one.viewer("livestream.question.asked", asked(text)));
    events.push(
      one.host("livestream.question.picked", { question: 1 }),
      one.host("livestream.question.answering", { question: 2 }),
      one.host("livestream.question.dismissed", { question: 3 }),
      one.viewer("livestream.question.withdrawn", { question: 4, shown: 4 }),
      one.host("livestream.line.hidden", { line: 5, shown: 5 }),
    );
    expect(queue(questionsOf(events))).toEqual([1]);
    events.push(
      one.host("livestream.question.reopened", { question: 3 }),
      one.host("livestream.line.released", { line: 5, before: 5, kind: "question", isAnonymous: false, text: "五", nickname: "老周" }),
    );
    expect(queue(questionsOf(events))).toEqual([1, 3, 5]);
  });

  test("keeps a question picked that is hidden and shown again", () => {
    const one = new Events();
    const events = [
      one.viewer("livestream.question.asked", asked("一")),
      one.host("livestream.question.picked", { question: 1 }),
      one.host("livestream.line.hidden", { line: 1, shown: 1 }),
      one.host("livestream.line.released", { line: 1, before: 1, kind: "question", isAnonymous: false, text: "一", nickname: "老周" }),
    ];
    expect(questionsOf(events).all.get(1)).toMatchObject({ status: "picked", text: "一", isHidden: false });
  });

  test("has a held question once it is released, without the name of who asked anonymously", () => {
    const one = new Events();
    const released = one.host("livestream.line.released", {
      line: 8, before: 8, kind: "question", isAnonymous: true, text: "贵吗", nickname: null,
    });
    expect(questionsOf([released]).all.get(8)).toMatchObject({ status: "open", text: "贵吗", nickname: null });
  });
});

test("an answer that was being given ends with the livestream", () => {
  const one = new Events();
  const questions = questionsOf([
    one.viewer("livestream.question.asked", asked("一")),
    one.host("livestream.question.answering", { question: 1 }),
    one.host("livestream.ended", { cause: "host", figures: { peak: 1, unique: 1, likes: 0 } }),
  ]);
  expect(questions.all.get(1)?.status).toBe("answered");
});

test("what is gone has no text, live and in history", () => {
  const one = new Events();
  const first = one.viewer("livestream.question.asked", asked("一"));
  const erased = one.host("livestream.lines.erased", { events: [1] });
  expect(questionsOf([first, erased]).all.get(1)?.text).toBeNull();
  expect(questionsOf([redacted(first, "erased"), erased]).all.get(1)?.text).toBeNull();
});

describe("my vote", () => {
  const known = { votes: 4, hasMine: false, isMine: false };

  test("counts at once, and once", () => {
    expect(withMyWish(known, true)).toEqual({ votes: 5, hasMine: true, isMine: false });
    expect(withMyWish({ ...known, votes: 5, hasMine: true }, true).votes).toBe(5);
  });

  test("is taken back as easily", () => {
    expect(withMyWish({ ...known, hasMine: true }, false)).toMatchObject({ votes: 3, hasMine: false });
  });

  test("changes nothing when there is none on its way", () => {
    expect(withMyWish(known, undefined)).toBe(known);
  });
});
