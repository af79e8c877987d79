// A client of one feed, written with the official SignalR client as docs/protocol.md describes it.
//
//   node client.js URL ACCOUNT ROLE FEED
//
// It prints what happens to it and takes orders, both as JSON lines:
//   {"post": TEXT, "id": ID}   post through the hub      {"cut": true}    cut the wire, as a lost network does
//   {"hold": true}             do not connect again …    {"go": true}     … until now
// The end of the orders ends it.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";
import * as signalR from "@microsoft/signalr";

const [base, account, role, feed] = process.argv.slice(2);
const print = (line) => console.log(JSON.stringify(line));

// The client's own choice of WebSocket, with a handle to cut it by.
const require = createRequire(import.meta.url);
const WebSocket = createRequire(require.resolve("@microsoft/signalr"))("ws");
let socket;
class CuttableWebSocket extends WebSocket {
  constructor(...args) {
    super(...args);
    socket = this;
  }
}

async function post(path, { body, token }) {
  const headers = { "Content-Type": "application/json", ...(token && { Authorization: `Bearer ${token}` }) };
  const response = await fetch(base + path, { method: "POST", headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

// Asked before every connection. Signs in each time, because a sign-in can end while a client is away.
let mayConnect = Promise.resolve();
let go = () => {};
async function ticket() {
  await mayConnect;
  const { token } = await post("/sign-in", { body: { account, role } });
  return (await post("/tickets", { token })).ticket;
}

const connection = new signalR.HubConnectionBuilder()
  .withUrl(base + "/hub", {
    skipNegotiation: true,
    transport: signalR.HttpTransportType.WebSockets,
    accessTokenFactory: ticket,
    WebSocket: CuttableWebSocket,
  })
  .withAutomaticReconnect()
  .configureLogging(signalR.LogLevel.None)
  .build();

let position = "0";
const number = (of) => Number(of.split(".")[0]);

connection.on("frame", (frame) => {
  if (number(frame.to) <= number(position)) return;
  if (frame.from !== number(position) + 1) {
    print({ gap: frame.from, after: position });
    return socket.terminate();
  }
  position = frame.to;
  for (const event of frame.events) print({ event });
});
connection.on("bye", (bye) => print({ bye }));
connection.onreconnecting(() => print({ reconnecting: position }));
connection.onreconnected(subscribe);
connection.onclose((error) => print({ closed: String(error) }));

async function subscribe() {
  const from = position;
  print({ subscribed: { from, ...(await connection.invoke("Subscribe", feed, from)) } });
}

await connection.start();
await subscribe();
for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line);
  if (order.post) print({ posted: await connection.invoke("Post", feed, order.id, { text: order.post }) });
  if (order.hold) mayConnect = new Promise((resolve) => (go = resolve));
  if (order.go) go();
  if (order.cut) socket.terminate();
}
await connection.stop();
print({ stopped: position });
