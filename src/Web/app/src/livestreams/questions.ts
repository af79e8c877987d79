import type { ConsultEvent, EventOf, QuestionStatus } from "@consult/client";

/** A question as the feed tells it. */
export interface Question {
  readonly question: number;
  readonly at: string;
  readonly status: QuestionStatus;
  readonly text: string | null;
  /** Null when it was asked anonymously. */
  readonly nickname: string | null;
  readonly isHidden: boolean;
  /** The event that shows it now. */
  readonly shown: number;
  /** The votes that the feed tells, which it does to staff alone. */
  readonly votes: number;
  /** For staff alone. */
  readonly author: string | undefined;
}

export interface Questions {
  /** All of them by number; changed in place, as there may be thousands. */
  readonly all: Map<number, Question>;
  /** How often something changed in `all`. */
  version: number;
}

export function emptyQuestions(): Questions {
  return { all: new Map(), version: 0 };
}

/** How many votes a question has, and what I have to do with it. */
export interface Votes {
  readonly votes: number;
  readonly hasMine: boolean;
  readonly isMine: boolean;
}

export function foldQuestion(questions: Questions, event: ConsultEvent): void {
  switch (event.type) {
    case "livestream.question.asked":
      return put(questions, event.seq, event);
    case "livestream.line.released":
      return event.body.kind === "question" ? put(questions, event.body.line, event) : undefined;
    case "livestream.line.remasked":
      return questions.all.has(event.body.line) ? put(questions, event.body.line, event) : undefined;
    case "livestream.line.hidden":
      return change(questions, event.body.line, { text: null, isHidden: true });
    case "livestream.question.withdrawn":
      return change(questions, event.body.question, { text: null, status: "withdrawn" });
    case "livestream.question.picked":
      return change(questions, event.body.question, { status: "picked" });
    case "livestream.question.answering":
      return change(questions, event.body.question, { status: "answering" });
    case "livestream.question.answered":
      return change(questions, event.body.question, { status: "answered" });
    case "livestream.question.dismissed":
      return change(questions, event.body.question, { status: "dismissed" });
    case "livestream.question.reopened":
      return change(questions, event.body.question, { status: "open" });
    case "livestream.question.voted":
      return vote(questions, event.body.question, 1);
    case "livestream.question.unvoted":
      return vote(questions, event.body.question, -1);
    case "livestream.ended":
      return endAnswer(questions);
    case "livestream.lines.erased":
      return erase(questions, new Set(event.body.events));
  }
}

type Showing = EventOf<"livestream.question.asked" | "livestream.line.released" | "livestream.line.remasked">;

function put(questions: Questions, number: number, event: Showing): void {
  const known = questions.all.get(number);
  const isAsked = event.type === "livestream.question.asked";
  questions.all.set(number, {
    question: number,
    at: known?.at ?? event.at,
    // Releasing one that was held opens it; showing again one that was hidden leaves it where it was.
    status: known && known.status !== "held" ? known.status : "open",
    text: event.redacted ? null : (event.body.text ?? null),
    nickname: event.redacted ? (known?.nickname ?? null) : (event.body.nickname ?? null),
    isHidden: false,
    shown: event.seq,
    votes: known?.votes ?? 0,
    author: known?.author ?? (isAsked ? event.by?.account : undefined),
  });
  questions.version++;
}

function change(questions: Questions, number: number, by: Partial<Question>): void {
  const known = questions.all.get(number);
  if (!known) return;
  questions.all.set(number, { ...known, ...by });
  questions.version++;
}

function vote(questions: Questions, number: number, by: number): void {
  const known = questions.all.get(number);
  if (known) change(questions, number, { votes: known.votes + by });
}

/** The end of a livestream is the end of the answer that was being given. */
function endAnswer(questions: Questions): void {
  for (const { question, status } of [...questions.all.values()])
    if (status === "answering") change(questions, question, { status: "answered" });
}

function erase(questions: Questions, events: ReadonlySet<number>): void {
  for (const { question, shown } of [...questions.all.values()])
    if (events.has(shown) || events.has(question)) change(questions, question, { text: null });
}

/** The questions that wait, in the order of the server's queue: most votes first, of as many the one asked first. */
export function queueOf(questions: Iterable<Question>, votesOf: (question: Question) => number): Question[] {
  return [...questions]
    .filter(({ status, isHidden }) => !isHidden && (status === "open" || status === "picked"))
    .sort((a, b) => votesOf(b) - votesOf(a) || a.question - b.question);
}

/** A vote as it looks while the server has not answered: counted at once, and never twice. */
export function withMyWish(known: Votes, wish: boolean | undefined): Votes {
  if (wish === undefined || wish === known.hasMine) return known;
  return { ...known, hasMine: wish, votes: known.votes + (wish ? 1 : -1) };
}
