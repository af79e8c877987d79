import { afterAll, beforeAll, expect, test } from "vitest";
import type { ConsultEvent } from "../../src/index.js";
import { meet } from "../support/people.js";
import { readUntil, says, texts } from "../support/readers.js";
import { ServerProcess } from "../support/server-process.js";

let server: ServerProcess;
beforeAll(async () => void (server = await ServerProcess.start()));
afterAll(() => server.dispose());

test("the server is killed in the middle of a conversation, and nothing is lost or doubled", async () => {
  const { feed, lin, wang } = await meet(server.base);
  const states: string[] = [];
  lin.onConnectionState((state) => states.push(state));
  const live = lin.feed(feed);
  const said = Array.from({ length: 40 }, (_, index) => `第${index + 1}句`);
  // The one who writes goes on while the server is away: what has no answer is sent again under its id.
  const writing = (async () => {
    for (const text of said) await wang.post(feed, { text });
  })();
  const heard = await readUntil(live, says("第15句"));
  await server.stop("SIGKILL");
  await server.run();
  heard.push(...await readUntil(live, says("第40句")));
  await writing;
  expect(texts(heard)).toEqual(said);
  expect(heard.map((event) => event.seq)).toEqual(heard.map((_, index) => index + 1));
  expect(states).toContain("reconnecting");
  expect(lin.connectionState).toBe("online");
  const page = await lin.events(feed, { limit: 500 });
  expect(page.events).toEqual(heard);
  lin.close();
  wang.close();
});

test("the record is replaced by an older copy, and the reader forgets what is no longer there", async () => {
  const { feed, lin, wang } = await meet(server.base);
  await wang.post(feed, { text: "备份之前" });
  await server.stop("SIGTERM");
  await server.backUp();
  await server.run();
  const live = lin.feed(feed);
  await wang.post(feed, { text: "备份之后" });
  await readUntil(live, says("备份之后"));
  await server.stop("SIGTERM");
  await server.restore();
  await server.run();
  let known: ConsultEvent[] | undefined;
  for await (const item of live) {
    if (item.kind === "reset") known = [];
    if (item.kind === "events") known?.push(...item.events);
    if (item.kind === "caughtUp" && known !== undefined) break;
  }
  expect(texts(known!)).toEqual(["备份之前"]);
  lin.close();
  wang.close();
});
