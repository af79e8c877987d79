import { createServer, connect, type AddressInfo, type Server, type Socket } from "node:net";

/** What a proxy may do to a connection. Counts are of one connection. */
export interface Fault {
  /** Cuts a WebSocket after so many frames of the server. */
  afterFrames?: number;
  /** Cuts any connection after so many bytes of the client. */
  afterBytes?: number;
  /** Cuts any connection when the server answers, and loses the answer. */
  loseAnswer?: boolean;
}

/** Passes bytes between a client and the server, until it cuts the first connection that gives it the occasion. */
export class Proxy {
  base = "";
  /** How often it has cut. */
  cuts = 0;
  #fault: Fault = {};
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(private readonly target: URL) {
    this.#server = createServer((client) => this.#pass(client));
  }

  static async start(target: string): Promise<Proxy> {
    const proxy = new Proxy(new URL(target));
    await new Promise<void>((resolve) => proxy.#server.listen(0, "127.0.0.1", resolve));
    proxy.base = `http://127.0.0.1:${(proxy.#server.address() as AddressInfo).port}`;
    return proxy;
  }

  /** The next occasion is taken, once. */
  arm(fault: Fault): void {
    this.#fault = fault;
  }

  stop(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }

  #pass(client: Socket): void {
    const server = connect(Number(this.target.port), this.target.hostname);
    const frames = new FrameCounter();
    let sent = 0;
    for (const [socket, other] of [[client, server], [server, client]] as const) {
      this.#sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
    }
    const cut = () => {
      this.#fault = {};
      this.cuts++;
      client.destroy();
    };
    client.on("data", (bytes) => {
      server.write(bytes);
      if ((sent += bytes.length) >= (this.#fault.afterBytes ?? Infinity)) cut();
    });
    server.on("data", (bytes) => {
      if (this.#fault.loseAnswer) return cut();
      const boundary = frames.take(bytes, this.#fault.afterFrames ?? Infinity);
      if (boundary === undefined) return void client.write(bytes);
      client.write(bytes.subarray(0, boundary), cut);
    });
  }
}

/** Finds where the frames of a WebSocket end in what a server sends: after the answer to the upgrade. */
class FrameCounter {
  #head = "";
  #upgraded = false;
  #buffered = Buffer.alloc(0);
  #frames = 0;

  /** Where in these bytes the frame of that number ends, if it does. */
  take(bytes: Buffer, wanted: number): number | undefined {
    let rest = bytes;
    if (!this.#upgraded) {
      this.#head += bytes.toString("latin1");
      const end = this.#head.indexOf("\r\n\r\n");
      if (!this.#head.startsWith("HTTP/1.1 101") || end < 0) return undefined;
      this.#upgraded = true;
      rest = bytes.subarray(bytes.length - (this.#head.length - end - 4));
    }
    this.#buffered = Buffer.concat([this.#buffered, rest]);
    for (let size = frameSize(this.#buffered); size !== undefined && size <= this.#buffered.length; size = frameSize(this.#buffered)) {
      this.#buffered = this.#buffered.subarray(size);
      if (++this.#frames === wanted) return bytes.length - this.#buffered.length;
    }
    return undefined;
  }
}

/** Bytes of the unmasked frame that begins here, when enough of it is there to tell. */
function frameSize(bytes: Buffer): number | undefined {
  if (bytes.length < 2) return undefined;
  const length = bytes[1]! & 0x7f;
  if (length < 126) return 2 + length;
  if (length === 126) return bytes.length < 4 ? undefined : 4 + bytes.readUInt16BE(2);
  return bytes.length < 10 ? undefined : 10 + Number(bytes.readBigUInt64BE(2));
}
