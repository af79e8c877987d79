// A room of Socket.IO 4, as its documentation writes one. It stores nothing.
import { createServer } from "node:http";
import { Server } from "socket.io";

const url = new URL(process.argv[process.argv.indexOf("--urls") + 1]);
const http = createServer((request, response) => response.writeHead(200).end());
const io = new Server(http, { transports: ["websocket"] });
let seq = 0;

io.on("connection", (socket) => {
  socket.join("room");
  socket.on("post", (text, done) => {
    io.to("room").emit("message", { seq: ++seq, at: new Date().toISOString(), text });
    done({ code: null });
  });
});

http.listen(Number(url.port), url.hostname);
