import { expect, test } from "vitest";
import { momentOf } from "./replay";
import { Events, redacted } from "./testEvents";

test("what was said is read, and by whom", () => {
  const one = new Events();
  expect(momentOf(one.host("livestream.chat.posted", { nickname: "王医生", text: "大家好" }))).toMatchObject({
    kind: "line", nickname: "王医生", text: "大家好", isStaff: true,
  });
});

test("what was hidden is not, until it was shown again", () => {
  const one = new Events();
  const line = one.viewer("livestream.chat.posted", { nickname: "老周", text: "好" });
  expect(momentOf(redacted(line))).toBeNull();
  const again = one.host("livestream.line.released", { line: 1, before: 1, kind: "chat", isAnonymous: false, nickname: "老周", text: "好" });
  expect(momentOf(again)).toMatchObject({ kind: "line", text: "好", isStaff: false });
});

test("what is the staff's alone is no moment", () => {
  expect(momentOf(new Events(true).viewer("livestream.question.voted", { question: 1 }))).toBeNull();
});
