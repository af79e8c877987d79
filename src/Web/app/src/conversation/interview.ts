import type { ConsultEvent, InterviewEnd, RedFlag, Redaction } from "@consult/client";

/** A question that was asked before the doctor joins. */
export interface Asked {
  readonly number: number;
  readonly text: string;
  readonly redacted: Redaction | undefined;
  answer: string | null;
  isSkipped: boolean;
}

export interface Interview {
  isOpened: boolean;
  maxQuestions: number;
  questions: Asked[];
  notices: { flag: RedFlag | undefined; text: string }[];
  ended: InterviewEnd | null;
}

export function emptyInterview(): Interview {
  return { isOpened: false, maxQuestions: 0, questions: [], notices: [], ended: null };
}

/** What an event of `interview/:id` makes of it. */
export function foldInterview(state: Interview, event: ConsultEvent): void {
  switch (event.type) {
    case "interview.opened":
      state.isOpened = true;
      state.maxQuestions = event.body.maxQuestions;
      return;
    case "interview.asked":
      state.questions.push({
        number: event.body.question, text: event.body.text ?? "", redacted: event.redacted, answer: null, isSkipped: false,
      });
      return;
    case "interview.answered": {
      const asked = find(state, event.body.question);
      if (asked) asked.answer = event.body.text ?? "";
      return;
    }
    case "interview.skipped": {
      const asked = find(state, event.body.question);
      if (asked) asked.isSkipped = true;
      return;
    }
    case "automatic.posted":
      state.notices.push({ flag: event.body.flag, text: event.body.text ?? "" });
      return;
    case "interview.ended":
      state.ended = event.body.reason;
  }
}

/** The question that waits for an answer. */
export function openQuestion(state: Interview): Asked | undefined {
  return state.ended ? undefined : state.questions.find(({ answer, isSkipped }) => answer === null && !isSkipped);
}

function find(state: Interview, number: number): Asked | undefined {
  return state.questions.find((asked) => asked.number === number);
}
