import { expect, inject, test } from "vitest";
import { newCommandId, Outbox, type Signal } from "../../src/index.js";
import { clientOf, meet } from "../support/people.js";
import { Proxy } from "../support/proxy.js";
import { readUntil, says, texts } from "../support/readers.js";

const base = inject("base");

test("the socket is cut at every frame boundary, and nothing is lost or doubled", async () => {
  const { feed, patientAccount, wang } = await meet(base);
  const proxy = await Proxy.start(base);
  const said: string[] = [];
  for (let boundary = 1; proxy.cuts === boundary - 1; boundary++) {
    proxy.arm({ afterFrames: boundary });
    const reader = clientOf(proxy.base, patientAccount, "patient");
    const live = reader.feed(feed);
    const heard = await readUntil(live, (events) => events.some((event) => event.type === "consultation.accepted"));
    for (const text of ["一", "二", "三"].map((text) => `${text}${boundary}`)) {
      said.push(text);
      await wang.post(feed, { text });
      if (!says(text)(heard)) heard.push(...await readUntil(live, says(text)));
    }
    expect(texts(heard), `cut after frame ${boundary}`).toEqual(said);
    expect(heard.map((event) => event.seq)).toEqual(heard.map((_, index) => index + 1));
    reader.close();
  }
  proxy.stop();
  // Behind the handshake, the answer to the subscription, what there was, and each message.
  expect(proxy.cuts).toBeGreaterThanOrEqual(6);
});

test("a position that is not of this feed's past resets the reader", async () => {
  const { feed, lin } = await meet(base);
  const kinds: string[] = [];
  for await (const item of lin.feed(feed, { from: `2.${"0".repeat(32)}` })) {
    kinds.push(item.kind);
    if (item.kind === "events") expect(item.events[0]?.seq).toBe(1);
    if (item.kind === "caughtUp") break;
  }
  expect(kinds).toEqual(["reset", "events", "caughtUp"]);
});

test("a reader goes on from the position it kept", async () => {
  const { feed, lin, wang } = await meet(base);
  const first = lin.feed(feed);
  await readUntil(first, (events) => events.at(-1)?.type === "consultation.accepted");
  await first.next();
  await first.return();
  await wang.post(feed, { text: "您好" });
  const events = await readUntil(lin.feed(feed, { from: first.position }), says("您好"));
  expect(events.map((event) => event.type)).toEqual(["message.posted"]);
});

test("a reader that does not read holds little, other feeds go on, and nothing is missing when it reads", async () => {
  const { feed, patient, consultation, patientAccount, wang } = await meet(base);
  const reader = clientOf(base, patientAccount, "patient", { bound: 2 });
  const [slow, inbox] = [reader.feed(feed), reader.feed(`patient/${patient}`)];
  await readUntil(slow, (events) => events.length > 0);
  const said = Array.from({ length: 10 }, (_, index) => `第${index + 1}句`);
  for (const text of said) await wang.post(feed, { text });
  await wang.command("POST", "/consultations/{id}/terminate", { path: { id: consultation }, body: { reason: "需要面诊" } });
  // By now the server has sent more than the slow one may hold, over the same connection as this.
  await readUntil(inbox, (events) => events.some((event) => event.type === "inbox.noted" && event.body.kind === "consultation.terminated"));
  expect(texts(await readUntil(slow, (events) => events.at(-1)?.type === "consultation.terminated"))).toEqual(said);
  reader.close();
});

test("a feed that may not be read ends with forbidden, at once or when that changes", async () => {
  const { feed, patient, patientAccount, lin } = await meet(base);
  await expect(clientOf(base, "a-stranger", "patient").feed(feed).next()).rejects.toMatchObject({ code: "forbidden" });

  const account = `a-carer-of-${patientAccount}`;
  await lin.command("PUT", "/patients/{patient}/relations/{account}", { path: { patient, account }, body: { relation: "carer" } });
  const watched = clientOf(base, account, "patient").feed(`patient/${patient}`);
  await readUntil(watched, (events) => events.some((event) => event.type === "relation.granted"));
  await lin.command("DELETE", "/patients/{patient}/relations/{account}", { path: { patient, account } });
  await expect((async () => { for await (const _ of watched); })()).rejects.toMatchObject({ code: "forbidden" });
});

test("aborting ends the loop quietly, and the feed may be watched again", async () => {
  const { feed, lin } = await meet(base);
  const leave = new AbortController();
  for await (const item of lin.feed(feed, { signal: leave.signal })) if (item.kind === "caughtUp") leave.abort();
  const again = lin.feed(feed);
  expect(() => lin.feed(feed)).toThrow("watches");
  expect((await again.next()).value.kind).toBe("events");
});

test("the echo of an own message, and what it called for, are told apart", async () => {
  const { feed, lin } = await meet(base);
  const live = lin.feed(feed);
  const id = newCommandId();
  const own = new Outbox<string>().add(id, "message.posted", "我胸口疼，喘不上气");
  await lin.post(feed, { text: "我胸口疼，喘不上气" }, { id });
  const events = await readUntil(live, (read) => read.some((event) => event.type === "automatic.posted"));
  expect(new Set(events.filter((event) => event.command === id).map((event) => event.type))).toEqual(new Set(["automatic.posted", "message.posted"]));
  expect(own.settle(events.filter((event) => event.type === "automatic.posted"))).toBe(own);
  expect(own.settle(events).pending).toEqual([]);
});

test("what passes is heard by the other side, and the state of the connection by this one", async () => {
  const { feed, consultation, lin, wang } = await meet(base);
  const states: string[] = [];
  wang.onConnectionState((state) => states.push(state));
  expect(wang.connectionState).toBe("idle");
  await readUntil(wang.feed(feed), (events) => events.length > 0);
  const heard = new Promise<Signal>((resolve) => wang.onSignal(resolve));
  await readUntil(lin.feed(feed), (events) => events.length > 0);
  lin.signal(feed, "typing");
  expect(await heard).toMatchObject({ feed, type: "typing", by: { role: "patient" } });
  wang.close();
  expect(states).toEqual(["connecting", "online", "idle"]);
  await expect(lin.signalData(`call/${consultation}`, "call.offer", "sdp")).rejects.toMatchObject({ code: "forbidden" });
});
