import { expect, inject, test } from "vitest";
import { ConsultError, newCommandId, signInForDevelopment } from "../../src/index.js";
import { clientOf, meet } from "../support/people.js";
import { Proxy } from "../support/proxy.js";
import { readUntil, says, texts } from "../support/readers.js";

const base = inject("base");

test("a consultation from request to rating, typed all the way", async () => {
  const { consultation: id, feed, patient, lin, wang } = await meet(base);
  await wang.post(feed, { text: "多久了？" });
  await lin.post(feed, { text: "三天，晚上加重" });
  await wang.command("POST", "/consultations/{id}/complete", { path: { id }, body: { impression: "急性支气管炎", plan: "多喝水，三天后复诊", redFlags: "高热不退", goOffline: false } });
  await lin.command("POST", "/consultations/{id}/rating", { path: { id }, body: { stars: 5, tags: ["耐心"] } });

  const events = await readUntil(lin.feed(feed), (read) => read.at(-1)?.type === "consultation.rated");
  expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
  expect(texts(events)).toEqual(["多久了？", "三天，晚上加重"]);
  const view = await lin.get("/consultations/{id}", { path: { id } });
  expect([view.status, view.stars]).toEqual(["completed", 5]);
  const { consultations } = await lin.get("/consultations", { query: { patient } });
  expect(consultations[0]).toMatchObject({ id, kind: "directed", priceFen: 1900 });
  const page = await lin.events(feed, { limit: 2 });
  expect(page.events).toEqual(events.slice(0, 2));
});

test("a command sent twice under one id has one effect and one answer", async () => {
  const { feed, consultation, lin } = await meet(base);
  const [path, id] = [{ id: consultation }, newCommandId()];
  const say = (text: string) => lin.command("POST", "/consultations/{id}/messages", { path, body: { text }, id });
  expect(await say("在吗")).toEqual(await say("在吗"));
  await expect(say("另一句")).rejects.toMatchObject({ code: "command.reused", status: 409, retry: false });
  await lin.post(feed, { text: "结束" });
  expect(texts(await readUntil(lin.feed(feed), says("结束")))).toEqual(["在吗", "结束"]);
});

test("an answer that is lost on its way leads to the same command again, and to one message", async () => {
  const { feed, patientAccount, wang } = await meet(base);
  const proxy = await Proxy.start(base);
  const sender = clientOf(proxy.base, patientAccount, "patient");
  await sender.get("/me");
  proxy.arm({ loseAnswer: true });
  await sender.post(feed, { text: "到了吗" });
  expect(proxy.cuts).toBe(1);
  await sender.post(feed, { text: "结束" });
  expect(texts(await readUntil(wang.feed(feed), says("结束")))).toEqual(["到了吗", "结束"]);
  proxy.stop();
});

test("a refusal has its code, status and sentence", async () => {
  const refusal = await clientOf(base, "a-nobody", "patient").get("/consultations/{id}", { path: { id: "c-nobody" } }).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(ConsultError);
  expect(refusal).toMatchObject({ code: "forbidden", status: 403, retry: false, sentence: "There is no such thing, or you have no access to it." });
});

test("a sign-in that has ended is renewed through the hook, once, and the request answered", async () => {
  const reasons: string[] = [];
  const fresh = clientOf(base, "a-again", "patient");
  const stale = clientOf(base, "a-again", "patient", {
    token: "ended",
    signIn: async (reason) => {
      reasons.push(reason);
      return (await fresh.ask("POST", "/sign-in", { body: { account: "a-again", role: "patient" } })).token;
    },
  });
  const answers = await Promise.all([stale.get("/me"), stale.get("/doctors"), stale.ask("POST", "/privacy/preview", { body: { text: "我的电话13800138000" } })]);
  expect(answers[0].account).toBe("a-again");
  expect(answers[2].spans[0]?.kind).toBe("mobile");
  expect(reasons).toEqual(["unauthenticated"]);
});

test("requests that do not fit the description do not compile", () => {
  const client = clientOf(base, "a-types", "patient");
  const wrong = [
    // @ts-expect-error a command is not asked as a question
    () => client.ask("POST", "/consultations/{id}/accept", { path: { id: "c-1" } }),
    // @ts-expect-error there is no such kind
    () => client.command("POST", "/consultations", { body: { patient: "p-1", kind: "telepathy", complaint: "" } }),
    // @ts-expect-error the path's parameter is missing
    () => client.get("/doctors/{doctor}"),
    // @ts-expect-error there is no such query
    () => client.get("/doctors", { query: { city: "北京" } }),
  ];
  expect(wrong).toHaveLength(4);
});

test("a sign-in whose answer is lost is asked for again", async () => {
  const proxy = await Proxy.start(base);
  proxy.arm({ loseAnswer: true });
  expect((await signInForDevelopment(proxy.base, "a-lost", "patient")).account).toBe("a-lost");
  expect(proxy.cuts).toBe(1);
  proxy.stop();
});
