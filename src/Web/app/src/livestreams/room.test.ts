import type { ConsultEvent } from "@consult/client";
import { describe, expect, test } from "vitest";
import { emptyRoom, foldRoom, mostLines, type Room } from "./room";
import { Events, redacted } from "./testEvents";

function roomOf(events: readonly ConsultEvent[]): Room {
  const room = emptyRoom();
  for (const event of events) foldRoom(room, event);
  return room;
}

const texts = (room: Room) => room.lines.map(({ text }) => text);
const chat = (text: string) => ({ nickname: "小雨点", text });

describe("the chat", () => {
  test("shows lines in their order, and whose they are", () => {
    const one = new Events();
    const room = roomOf([one.viewer("livestream.chat.posted", chat("好"), "mine"), one.host("livestream.chat.posted", chat("大家好"))]);
    expect(texts(room)).toEqual(["好", "大家好"]);
    expect(room.lines.map(({ isStaff }) => isStaff)).toEqual([false, true]);
    expect(room.lines[0]?.command).toBe("mine");
  });

  test("loses the text of a line that is hidden, and has it again in its place", () => {
    const one = new Events();
    const [first, second] = [one.viewer("livestream.chat.posted", chat("一")), one.viewer("livestream.chat.posted", chat("二"))];
    const hidden = one.host("livestream.line.hidden", { line: 1, shown: 1 });
    expect(roomOf([first, second, hidden]).lines[0]).toMatchObject({ text: null, isHidden: true });

    const again = one.host("livestream.line.released", { line: 1, before: 1, kind: "chat", isAnonymous: false, ...chat("一") });
    const room = roomOf([first, second, hidden, again]);
    expect(texts(room)).toEqual(["一", "二"]);
    expect(room.lines[0]).toMatchObject({ line: 1, shown: again.seq, isHidden: false, isStaff: false });
  });

  test("is the same for who comes later and reads the first event without its text", () => {
    const one = new Events();
    const first = one.viewer("livestream.chat.posted", chat("一"));
    const hidden = one.host("livestream.line.hidden", { line: 1, shown: 1 });
    expect(texts(roomOf([redacted(first), hidden]))).toEqual([null]);

    const again = one.host("livestream.line.released", { line: 1, before: 1, kind: "chat", isAnonymous: false, ...chat("一") });
    expect(texts(roomOf([redacted(first), hidden, again]))).toEqual(["一"]);
  });

  test("shows a line that was held only once it is released, and as no line of the staff's", () => {
    const one = new Events(true);
    const held = one.viewer("livestream.line.held", { kind: "chat", reason: "selling", isMasked: true, isAnonymous: false, ...chat("现货") });
    expect(roomOf([held]).lines).toEqual([]);
    const released = one.host("livestream.line.released", { line: 1, before: 1, kind: "chat", isAnonymous: false, ...chat("现货") });
    const room = roomOf([held, released]);
    expect(room.lines[0]).toMatchObject({ line: 1, text: "现货", isStaff: false });
  });

  test("tells that a held line was declined", () => {
    const one = new Events();
    expect(roomOf([one.host("livestream.line.declined", { line: 7 })]).declined.has(7)).toBe(true);
  });

  test("replaces what was masked anew where it stands, and hides it by the new event", () => {
    const one = new Events();
    const [first, second] = [one.viewer("livestream.chat.posted", chat("138")), one.viewer("livestream.chat.posted", chat("好"))];
    const masked = one.viewer("livestream.line.remasked", { line: 1, shown: 1, ...chat("***") });
    const room = roomOf([first, second, masked]);
    expect(texts(room)).toEqual(["***", "好"]);
    expect(room.lines[0]?.shown).toBe(masked.seq);
    expect(room.gone.has(1)).toBe(true);
  });

  test("keeps the number of a line that is hidden after it was masked anew", () => {
    const one = new Events();
    const first = one.viewer("livestream.chat.posted", chat("138"));
    const masked = one.viewer("livestream.line.remasked", { line: 1, shown: 1, ...chat("***") });
    const hidden = one.host("livestream.line.hidden", { line: 1, shown: 2 });
    expect(roomOf([first, masked, hidden]).lines).toMatchObject([{ line: 1, text: null, isHidden: true }]);
  });

  test("loses for good what is erased", () => {
    const one = new Events();
    const room = roomOf([
      one.viewer("livestream.chat.posted", chat("一")),
      one.viewer("livestream.chat.posted", chat("二")),
      one.host("livestream.lines.erased", { events: [1] }),
    ]);
    expect(texts(room)).toEqual([null, "二"]);
    expect(room.lines[0]?.isHidden).toBe(false);
  });

  test("keeps no more than the last lines", () => {
    const one = new Events();
    const room = roomOf(Array.from({ length: mostLines + 50 }, (_, n) => one.viewer("livestream.chat.posted", chat(String(n)))));
    expect(room.lines).toHaveLength(mostLines);
    expect(room.lines.at(-1)?.text).toBe(String(mostLines + 49));
  });
});

describe("the state", () => {
  test("goes from announced to live to over", () => {
    const one = new Events();
    const scheduled = one.host("livestream.scheduled", {
      doctor: "d-1", account: "a-host", name: "王医生", department: "呼吸内科", title: "咳嗽", introduction: "",
      startsAt: "2026-11-27T11:30:00Z", startBy: "2026-11-27T17:30:00Z",
    });
    const started = one.host("livestream.started", { endsAt: "2026-11-27T17:30:00Z" });
    const ended = one.host("livestream.ended", { cause: "stopped", figures: { peak: 9, unique: 12, likes: 3 } });
    expect(roomOf([scheduled])).toMatchObject({ status: "scheduled", title: "咳嗽", name: "王医生" });
    expect(roomOf([scheduled, started])).toMatchObject({ status: "live", startedAt: started.at });
    expect(roomOf([scheduled, started, ended])).toMatchObject({ status: "ended", cause: "stopped", figures: { peak: 9 } });
  });

  test("has the announcement and the pace of the moment", () => {
    const one = new Events();
    const events = [one.host("livestream.pinned", { text: "请勿留电话" }), one.host("livestream.slowed", { seconds: 10 })];
    expect(roomOf(events)).toMatchObject({ pinned: "请勿留电话", slowSeconds: 10 });
    expect(roomOf([...events, one.host("livestream.unpinned", {})]).pinned).toBeNull();
  });

  test("follows who is on the microphone", () => {
    const one = new Events();
    const accepted = one.host("livestream.mic.accepted", { request: 5, consentBy: "2026-11-27T11:31:00Z" });
    const opened = one.viewer("livestream.mic.opened", { request: 5, until: "2026-11-27T11:36:00Z", textVersion: "1", channel: "web" });
    const over = one.host("livestream.mic.ended", { request: 5, cause: "timeUp", seconds: 300 });
    expect(roomOf([accepted]).mic).toMatchObject({ request: 5, isOpen: false });
    expect(roomOf([accepted, opened]).mic).toMatchObject({ request: 5, isOpen: true });
    expect(roomOf([accepted, opened, over])).toMatchObject({ mic: null, micOver: { request: 5, cause: "timeUp" } });
  });

  test("counts what only the moderation view tells", () => {
    const one = new Events(true);
    const room = roomOf([one.viewer("livestream.mic.requested", {}), one.viewer("livestream.chat.posted", chat("好"))]);
    expect(room.staffNews).toBe(1);
  });
});
