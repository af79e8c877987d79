import { describe, expect, it } from "vitest";
import type { ConsultEvent } from "@consult/client";
import { foldConversation } from "./fold";
import { emptyConversation, isOver, openFen, type Conversation, type Message } from "./model";
import { followUpsLeft, roundsLeft, sideOf, silenceOf } from "./permission";

const patient = { account: "a-lin", role: "patient", for: "p-1" } as const;
const doctor = { account: "a-wang", role: "doctor" } as const;
const system = { role: "system" } as const;

let seq = 0;

/** An event of the feed as it comes over the wire; the golden file says which fields there are. */
function event(type: string, body: object = {}, rest: object = {}): ConsultEvent {
  return { seq: ++seq, at: "2026-03-08T06:00:00Z", type, body, ...rest } as unknown as ConsultEvent;
}

function fold(...events: ConsultEvent[]): Conversation {
  const state = emptyConversation();
  for (const one of events) foldConversation(state, one);
  return state;
}

function requested(body: object = {}): ConsultEvent {
  return event("consultation.requested", {
    patient: "p-1", doctor: "d-1", doctorAccount: "a-wang", requestedBy: "a-lin", kind: "directed", priceFen: 1900,
    acceptBy: "2026-03-09T06:00:00Z", roundLimit: 2, followUpLimit: 1, guaranteed: true, infant: false, complaint: "咳嗽三天", ...body,
  }, { by: patient });
}

const begun = (): ConsultEvent[] => [
  requested(),
  event("consultation.paid", { payment: "c-1", fen: 1900, acceptBy: "2026-03-09T06:01:00Z" }),
  event("consultation.waiting"),
  event("consultation.accepted", { by: "a-wang", replyBy: "2026-03-10T06:00:00Z" }),
];
const ask = (round: number | undefined, rest: object = {}, body: object = {}): ConsultEvent =>
  event("message.posted", { round, attachments: [], text: "在吗", ...body }, { by: patient, ...rest });
const reply = (body: object = {}, by: object = doctor): ConsultEvent =>
  event("message.posted", { attachments: [], text: "您好", ...body }, { by });
const messages = (state: Conversation): Message[] => state.timeline.filter((entry) => entry.kind === "message");

describe("a conversation", () => {
  it("goes from the request to the doctor", () => {
    const state = fold(...begun());
    expect(state).toMatchObject({ status: "active", kind: "directed", doctor: "d-1", acceptBy: "2026-03-09T06:01:00Z", isGuaranteed: true });
    expect(state.complaint.text).toBe("咳嗽三天");
    expect(openFen(state)).toBe(1900);
    expect(sideOf(state, "a-wang", "doctor")).toBe("doctor");
    expect(sideOf(state, "a-other", "doctor")).toBe("observer");
  });

  it("knows its own message by the command, and whose it is", () => {
    const [message] = messages(fold(...begun(), ask(1, { command: "k-1" })));
    expect(message).toMatchObject({ command: "k-1", side: "patient", account: "a-lin", said: { text: "在吗" } });
  });

  it("takes a recalled message away with its files", () => {
    const told = ask(1, {}, { attachments: ["f-1"] });
    const state = fold(...begun(), told, event("message.recalled", { seq: told.seq, attachments: ["f-1"] }, { by: patient }));
    expect(messages(state)[0]).toMatchObject({ said: { text: "", redacted: "recalled" }, attachments: [] });
  });

  it.each(["recalled", "hidden", "erased"] as const)("shows no text of what was %s before", (redacted) => {
    const state = fold(...begun(), event("message.posted", { round: 1, attachments: ["f-1"] }, { by: patient, redacted }));
    expect(messages(state)[0]).toMatchObject({ said: { text: "", redacted }, attachments: [] });
  });

  it("never takes automatic words for a doctor's", () => {
    const notice = event("automatic.posted", { kind: "notice", flag: "chestPain", text: "请立即拨打120" }, { by: system, command: "k-1" });
    const state = fold(...begun(), ask(1, { command: "k-1" }), notice);
    expect(state.timeline.at(-1)).toMatchObject({ kind: "automatic", about: "notice", flag: "chestPain" });
    expect(messages(state)).toHaveLength(1);
    expect(state.firstReplyAt).toBeNull();
    expect(state.turn).toEqual({ round: 1, followUp: undefined });
  });

  it("passes over what it does not know and what belongs elsewhere", () => {
    const state = fold(...begun());
    const before = structuredClone(state);
    for (const type of ["consultation.imagined", "livestream.liked", "record.opened", "complaint.previewed"]) foldConversation(state, event(type));
    expect(state).toEqual(before);
  });

  it("keeps the read marks of both sides, which never go back", () => {
    const state = fold(...begun(), event("consultation.read", { upTo: 7 }, { by: doctor }), event("consultation.read", { upTo: 5 }, { by: doctor }),
      event("consultation.read", { upTo: 6 }, { by: patient }));
    expect(state.readUpTo).toEqual({ patient: 6, doctor: 7 });
  });
});

describe("rounds and time", () => {
  it("counts a turn once and gives it back to the patient with the reply", () => {
    const state = fold(...begun(), ask(1), ask(1));
    expect(roundsLeft(state)).toBe(1);
    foldConversation(state, reply({ windowEnds: "2026-03-10T07:00:00Z" }));
    expect(state).toMatchObject({ turn: null, windowEnds: "2026-03-10T07:00:00Z", firstReplyAt: "2026-03-08T06:00:00Z" });
  });

  it("is silent for a patient without rounds and follow-ups, and speaks again with granted ones", () => {
    const state = fold(...begun(), ask(1), reply(), ask(2));
    expect(silenceOf(state, "patient")).toBeNull();
    foldConversation(state, reply());
    expect(followUpsLeft(state)).toBe(1);
    expect(silenceOf(state, "patient")).toBeNull();
    foldConversation(state, ask(undefined, {}, { followUp: 1 }));
    foldConversation(state, reply());
    expect(silenceOf(state, "patient")).toBe("noRounds");
    expect(silenceOf(state, "doctor")).toBeNull();
    foldConversation(state, event("rounds.granted", { rounds: 5 }, { by: doctor }));
    expect(silenceOf(state, "patient")).toBeNull();
    expect(roundsLeft(state)).toBe(5);
  });

  it("lets a follow-up outlast the window, but no round", () => {
    const inRound = fold(...begun(), ask(1), event("window.closed", { closeBy: "2026-03-13T06:00:00Z" }));
    expect(inRound.turn).toBeNull();
    const inFollowUp = fold(...begun(), ask(undefined, {}, { followUp: 1 }), event("window.closed", {}));
    expect(inFollowUp.turn).toEqual({ round: undefined, followUp: 1 });
    expect(silenceOf(inFollowUp, "patient")).toBeNull();
    foldConversation(inFollowUp, reply());
    expect(silenceOf(inFollowUp, "patient")).toBe("windowClosed");
  });

  it("lets a free clinic's complaint be the first turn", () => {
    const state = fold(requested({ kind: "freeClinic", priceFen: 0, roundLimit: 1, clinic: "cl-1", place: 1 }));
    expect(state.turn).toEqual({ round: 1, followUp: undefined });
    expect(roundsLeft(state)).toBe(0);
  });

  it("says why nothing may be written before the doctor has accepted", () => {
    const events = begun();
    expect(silenceOf(fold(...events.slice(0, 1)), "patient")).toBe("notPaid");
    expect(silenceOf(fold(...events.slice(0, 3)), "patient")).toBe("waiting");
    expect(silenceOf(fold(...events.slice(0, 3)), "doctor")).toBe("toAccept");
  });
});

describe("another doctor", () => {
  const proposed = (): ConsultEvent => event("opinion.proposed", { doctor: "d-2", account: "a-li" }, { by: doctor });

  it("writes only with the patient's consent, and does not answer for the doctor", () => {
    const state = fold(...begun(), proposed());
    expect(sideOf(state, "a-li", "doctor")).toBe("observer");
    foldConversation(state, event("opinion.joined", { doctor: "d-2", account: "a-li" }, { by: patient }));
    expect(sideOf(state, "a-li", "doctor")).toBe("consulted");
    foldConversation(state, ask(1));
    foldConversation(state, reply({}, { account: "a-li", role: "doctor" }));
    expect(state.turn).toEqual({ round: 1, followUp: undefined });
    expect(state.firstReplyAt).toBeNull();
  });

  it("is gone when the patient refuses", () => {
    expect(fold(...begun(), proposed(), event("opinion.refused", { doctor: "d-2" }, { by: patient })).opinions).toEqual([]);
  });
});

describe("money and the end", () => {
  it("adds the rounds of a pack when it is paid, and not before", () => {
    const state = fold(...begun(), event("pack.ordered", { payment: "c-1.1", rounds: 5, fen: 500, payer: "a-lin", method: "sandbox" }));
    expect(state.roundLimit).toBe(2);
    foldConversation(state, event("consultation.paid", { payment: "c-1.1", fen: 500 }));
    expect(state.roundLimit).toBe(7);
    expect(openFen(state)).toBe(2400);
  });

  it("forgets a pack that could not be paid", () => {
    const state = fold(...begun(), event("pack.ordered", { payment: "c-1.1", rounds: 5, fen: 500, payer: "a-lin", method: "no" }),
      event("pack.refused", { payment: "c-1.1", code: "payment.declined" }));
    expect(openFen(state)).toBe(1900);
  });

  it("gives everything back when it is cancelled, and says why", () => {
    const state = fold(...begun().slice(0, 3), event("consultation.cancelled", { cause: "doctor", refundFen: 1900, reason: "今日停诊" }));
    expect(state).toMatchObject({ status: "cancelled", refundedFen: 1900 });
    expect(isOver(state)).toBe(true);
    expect(openFen(state)).toBe(0);
    expect(state.timeline.at(-1)).toMatchObject({ what: { type: "cancelled", reason: "今日停诊" } });
  });

  it("keeps the money after its completion until it is settled", () => {
    const state = fold(...begun(), ask(1), reply(),
      event("consultation.completed", { automatic: false, goOffline: false, impression: "上感", plan: "多饮水", redFlags: "高热" }, { by: doctor }));
    expect(openFen(state)).toBe(1900);
    expect(silenceOf(state, "doctor")).toBe("closed");
    expect(state.timeline.at(-1)).toMatchObject({ kind: "summary", impression: "上感", isAutomatic: false });
    foldConversation(state, event("consultation.rated", { stars: 5, tags: ["耐心"], text: "谢谢" }, { by: patient }));
    expect(state.rating).toEqual({ stars: 5, tags: ["耐心"], text: "谢谢" });
    foldConversation(state, event("consultation.settled", { settleFen: 1900, shares: [] }));
    expect(openFen(state)).toBe(0);
  });

  it("shows a prescription once and follows its state", () => {
    const state = fold(...begun(), event("prescription.admitted", { prescription: "rx-1", revision: 1 }),
      event("prescription.admitted", { prescription: "rx-1", revision: 2 }), event("prescription.noted", { prescription: "rx-1", status: "valid" }));
    expect(state.timeline.filter(({ kind }) => kind === "prescription")).toHaveLength(1);
    expect(state.prescriptions).toEqual({ "rx-1": "valid" });
  });
});
