import { HttpTransportType, type HubConnection, HubConnectionBuilder, LogLevel } from "@microsoft/signalr";
import { type Code, ConsultError } from "./errors.js";

/** What the server says before it closes the connection. */
export interface Bye {
  code: Code;
  reconnect: boolean;
}

export type Receivers = Record<string, (argument: never) => void>;

const ping = 10_000;
const silence = 30_000;

/** One life of the WebSocket, from handshake to cut. */
export class HubSession {
  /** Resolves when the connection is gone. */
  readonly ended: Promise<void>;
  farewell: Bye | undefined;
  #over = false;
  #end!: () => void;
  readonly #waiting = new Set<() => void>();

  private constructor(private readonly connection: HubConnection, private readonly attempt: number, receivers: Receivers) {
    this.ended = new Promise((resolve) => (this.#end = resolve));
    connection.onclose(() => this.end());
    for (const [target, receive] of Object.entries({ ...receivers, bye: (bye: Bye) => this.#leave(bye) }))
      connection.on(target, (argument) => {
        if (!this.#over) receive(argument as never);
      });
  }

  /** Connects and shakes hands. Throws `no.answer` when that fails: worth another attempt, with another ticket. */
  static async open(base: string, ticket: string, attempt: number, receivers: Receivers): Promise<HubSession> {
    const connection = new HubConnectionBuilder()
      .withUrl(`${base}/hub`, {
        skipNegotiation: true, transport: HttpTransportType.WebSockets, accessTokenFactory: () => ticket,
      })
      .withKeepAliveInterval(ping)
      .withServerTimeout(silence)
      .configureLogging(LogLevel.None)
      .build();
    const session = new HubSession(connection, attempt, receivers);
    try {
      await session.#soon(connection.start());
      return session;
    } catch (error) {
      session.end();
      throw error;
    }
  }

  /** Calls and waits for the answer. `no.answer` means that the outcome is unknown. */
  async call<T>(target: string, ...args: unknown[]): Promise<T> {
    return this.#soon(this.connection.invoke<T>(target, ...args));
  }

  /** Calls and wants no answer; a broken connection drops it. */
  tell(target: string, ...args: unknown[]): void {
    if (!this.#over) this.connection.send(target, ...args).catch(() => this.end());
  }

  /** Cuts the connection. */
  end(): void {
    if (this.#over) return;
    this.#over = true;
    this.#end();
    for (const giveUp of this.#waiting) giveUp();
    // What it rejects with is that it is being cut.
    this.connection.stop().catch(() => {});
  }

  #leave(bye: Bye): void {
    this.farewell = bye;
    this.end();
  }

  /** A promise of the connection, or `no.answer` when the connection or the time for an attempt ends before it. */
  #soon<T>(answer: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const giveUp = () => settle(() => reject(new ConsultError("no.answer")));
      const settle = (how: () => void) => {
        clearTimeout(timer);
        this.#waiting.delete(giveUp);
        how();
      };
      const timer = setTimeout(giveUp, this.attempt);
      this.#waiting.add(giveUp);
      answer.then((value) => settle(() => resolve(value)), (error: unknown) => settle(() => reject(failure(error))));
    });
  }
}

function failure(error: unknown): ConsultError {
  // A call that the server could not carry out; every other failure is one of the connection.
  const isHub = error instanceof Error && error.message.startsWith("An unexpected error occurred");
  return new ConsultError(isHub ? "internal" : "no.answer", { sentence: error instanceof Error ? error.message : "" });
}
