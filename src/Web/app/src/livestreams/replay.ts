import type { ConsultEvent } from "@consult/client";

/** A moment of the replay. */
export interface Moment {
  /** The event that shows it. */
  readonly seq: number;
  readonly at: string;
  readonly kind: "line" | "asked" | "answering" | "answered" | "pinned" | "started" | "ended" | "marked";
  readonly nickname: string | null;
  readonly text: string | null;
  readonly isStaff: boolean;
  /** The question that it is about. */
  readonly question: number | null;
}

/** What is read of an event in the replay; null for what is none of a reader's concern, and for what is shown no longer. */
export function momentOf(event: ConsultEvent): Moment | null {
  const moment = { seq: event.seq, at: event.at, nickname: null, text: null, isStaff: event.by?.role !== "viewer", question: null };
  switch (event.type) {
    case "livestream.chat.posted":
      return withText(event, { ...moment, kind: "line" });
    case "livestream.line.released":
      return withText(event, { ...moment, kind: event.body.kind === "chat" ? "line" : "asked", isStaff: false });
    case "livestream.line.remasked":
      return withText(event, { ...moment, kind: "line", isStaff: false });
    case "livestream.question.asked":
      return withText(event, { ...moment, kind: "asked", question: event.seq });
    case "livestream.pinned":
      return withText(event, { ...moment, kind: "pinned" });
    case "livestream.marked":
      return event.redacted ? null : { ...moment, kind: "marked", text: event.body.label };
    case "livestream.question.answering":
      return { ...moment, kind: "answering", question: event.body.question };
    case "livestream.question.answered":
      return { ...moment, kind: "answered", question: event.body.question };
    case "livestream.started":
      return { ...moment, kind: "started" };
    case "livestream.ended":
      return { ...moment, kind: "ended" };
    default:
      return null;
  }
}

interface Texts {
  readonly redacted?: unknown;
  readonly body: { readonly text?: string | null | undefined; readonly nickname?: string | null | undefined };
}

function withText({ redacted, body }: Texts, moment: Moment): Moment | null {
  return redacted || typeof body.text !== "string" ? null : { ...moment, text: body.text, nickname: body.nickname ?? null };
}
