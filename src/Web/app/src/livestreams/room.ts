import type { ConsultEvent, EventOf, LivestreamEnd, Schemas } from "@consult/client";
import { emptyQuestions, foldQuestion, type Questions } from "./questions";

/** What a page keeps of the chat. What is older is in the history. */
export const mostLines = 300;

const mostGone = 1_000;

/** A line of the chat. */
export interface ChatLine {
  /** Its number; it keeps it, whatever happens to its text. */
  readonly line: number;
  /** The event that shows it now: what staff hides. */
  readonly shown: number;
  readonly at: string;
  readonly nickname: string | null;
  /** Null while it is hidden, and for good once it was withdrawn or erased. */
  readonly text: string | null;
  /** Whether a moderator hid it, so that it can be shown again. */
  readonly isHidden: boolean;
  readonly isStaff: boolean;
  /** For staff alone. */
  readonly author: string | undefined;
  /** The command with which it was written. */
  readonly command: string | undefined;
}

export interface MicTurn {
  readonly request: number;
  readonly isOpen: boolean;
  /** By when to consent, or until when the microphone is open. */
  readonly until: string;
}

/** Why a microphone was taken away, so that the one who had it is told. */
export interface MicOver {
  readonly request: number;
  readonly cause: EventOf<"livestream.mic.ended">["body"]["cause"];
}

/** A livestream as its feed tells it. */
export interface Room {
  status: Schemas["LivestreamStatus"];
  title: string;
  introduction: string;
  doctor: string;
  name: string;
  department: string;
  startsAt: string;
  startedAt: string | null;
  endsAt: string | null;
  endedAt: string | null;
  cause: LivestreamEnd | null;
  figures: Schemas["LivestreamFigures"];
  coHosts: readonly { readonly doctor: string; readonly name: string }[];
  pinned: string | null;
  slowSeconds: number;
  /** Oldest first, at most `mostLines`. */
  lines: readonly ChatLine[];
  questions: Questions;
  mic: MicTurn | null;
  micOver: MicOver | null;
  /** Lines that were held and then declined: their authors are told. */
  declined: ReadonlySet<number>;
  /** Events that show nothing any more, for pages of history that were read before. */
  gone: ReadonlySet<number>;
  /** How often something changed that only staff reads, by a question of its own. */
  staffNews: number;
}

export function emptyRoom(): Room {
  return {
    status: "scheduled", title: "", introduction: "", doctor: "", name: "", department: "",
    startsAt: "", startedAt: null, endsAt: null, endedAt: null, cause: null,
    figures: { peak: 0, unique: 0, likes: 0 }, coHosts: [], pinned: null, slowSeconds: 0,
    lines: [], questions: emptyQuestions(), mic: null, micOver: null, declined: new Set(), gone: new Set(), staffNews: 0,
  };
}

/** Takes an event into the room. */
export function foldRoom(room: Room, event: ConsultEvent): void {
  foldState(room, event);
  foldLine(room, event);
  foldQuestion(room.questions, event);
  foldMic(room, event);
  const gone = whatGoes(event);
  if (gone.length > 0) room.gone = new Set([...room.gone, ...gone].slice(-mostGone));
  if (staffReads.has(event.type)) room.staffNews++;
}

/** The events that this one takes the text of. */
function whatGoes(event: ConsultEvent): readonly number[] {
  switch (event.type) {
    case "livestream.line.hidden":
    case "livestream.line.remasked":
    case "livestream.question.withdrawn":
      return [event.body.shown];
    case "livestream.lines.erased":
      return event.body.events;
    default:
      return [];
  }
}

/** After these the moderation view says something else. */
const staffReads: ReadonlySet<string> = new Set([
  "livestream.line.held", "livestream.line.released", "livestream.line.declined", "livestream.mic.requested",
  "livestream.mic.accepted", "livestream.mic.opened", "livestream.mic.ended", "livestream.moderator.added",
  "livestream.moderator.removed", "livestream.cohost.invited", "livestream.cohost.joined", "livestream.cohost.removed",
  "livestream.viewer.muted", "livestream.viewer.unmuted", "livestream.viewer.banned", "livestream.viewer.unbanned",
  "livestream.writer.erased", "livestream.question.withdrawn",
]);

function foldState(room: Room, event: ConsultEvent): void {
  switch (event.type) {
    case "livestream.scheduled": {
      const { title, introduction, doctor, name, department, startsAt } = event.body;
      Object.assign(room, { title, introduction, doctor, name, department, startsAt });
      break;
    }
    case "livestream.changed": {
      const { title, introduction, startsAt } = event.body;
      Object.assign(room, { title, introduction, startsAt });
      break;
    }
    case "livestream.started":
      Object.assign(room, { status: "live", startedAt: event.at, endsAt: event.body.endsAt });
      break;
    case "livestream.ended":
      Object.assign(room, { status: "ended", endedAt: event.at, cause: event.body.cause, figures: event.body.figures, mic: null });
      break;
    case "livestream.counted":
      room.figures = event.body.figures;
      break;
    case "livestream.pinned":
      room.pinned = event.body.text ?? null;
      break;
    case "livestream.unpinned":
      room.pinned = null;
      break;
    case "livestream.slowed":
      room.slowSeconds = event.body.seconds;
      break;
    case "livestream.cohost.joined": {
      const { doctor, name } = event.body;
      room.coHosts = [...room.coHosts.filter((one) => one.doctor !== doctor), { doctor, name }];
      break;
    }
    case "livestream.cohost.removed":
      room.coHosts = room.coHosts.filter((one) => one.doctor !== event.body.doctor);
      break;
  }
}

function foldLine(room: Room, event: ConsultEvent): void {
  switch (event.type) {
    case "livestream.chat.posted":
      show(room, event, event.seq);
      break;
    case "livestream.line.released":
      if (event.body.kind === "chat") show(room, event, event.body.line);
      break;
    case "livestream.line.remasked":
      if (room.lines.some((one) => one.line === event.body.line)) show(room, event, event.body.line);
      break;
    case "livestream.line.hidden":
      blank(room, (one) => one.line === event.body.line, true);
      break;
    case "livestream.line.declined":
      room.declined = new Set([...room.declined, event.body.line].slice(-mostLines));
      break;
    case "livestream.lines.erased": {
      const erased = new Set(event.body.events);
      blank(room, (one) => erased.has(one.shown) || erased.has(one.line), false);
      break;
    }
  }
}

type Showing = EventOf<"livestream.chat.posted" | "livestream.line.released" | "livestream.line.remasked">;

/** Shows a line: a new one at the end, one that is there with its new text where it stands. */
function show(room: Room, event: Showing, line: number): void {
  const known = room.lines.find((one) => one.line === line);
  // The text of one event may be gone already when it is read as history; a later event then says how the line stands.
  const text = event.redacted ? null : (event.body.text ?? null);
  const shown: ChatLine = {
    line, shown: event.seq, text,
    at: known?.at ?? event.at,
    nickname: event.redacted ? (known?.nickname ?? null) : (event.body.nickname ?? known?.nickname ?? null),
    isHidden: false,
    // A released or remasked line is the staff's event, yet somebody else's line.
    isStaff: known?.isStaff ?? (event.type === "livestream.chat.posted" && event.by?.role !== "viewer"),
    author: known?.author ?? (event.type === "livestream.chat.posted" ? event.by?.account : undefined),
    command: known?.command ?? (event.type === "livestream.chat.posted" ? event.command : undefined),
  };
  room.lines = known ? room.lines.map((one) => (one === known ? shown : one)) : [...room.lines, shown].slice(-mostLines);
}

function blank(room: Room, which: (line: ChatLine) => boolean, isHidden: boolean): void {
  if (room.lines.some(which))
    room.lines = room.lines.map((one) => (which(one) ? { ...one, text: null, isHidden } : one));
}

function foldMic(room: Room, event: ConsultEvent): void {
  switch (event.type) {
    case "livestream.mic.accepted":
      room.mic = { request: event.body.request, isOpen: false, until: event.body.consentBy };
      break;
    case "livestream.mic.opened":
      room.mic = { request: event.body.request, isOpen: true, until: event.body.until };
      break;
    case "livestream.mic.ended":
      room.micOver = { request: event.body.request, cause: event.body.cause };
      if (room.mic?.request === event.body.request) room.mic = null;
      break;
  }
}
