import { Backoff } from "./backoff.js";
import type { Clock } from "./clock.js";
import { type Code, ConsultError, isTransient, wantsSignIn } from "./errors.js";
import { Feed, type FeedHost } from "./feed.js";
import type { Frame } from "./frames.js";
import type { Http } from "./http.js";
import { type Bye, HubSession } from "./hub.js";
import { Listeners } from "./listeners.js";
import { type Position, start } from "./position.js";
import type { Signal, SignalType, DataSignalType } from "./signals.js";
import type { Tokens } from "./tokens.js";

/** `idle`: nothing is watched yet; `connecting`: for the first time; `reconnecting`: what is shown may be out of date. */
export type ConnectionState = "idle" | "connecting" | "online" | "reconnecting";

interface CallResult {
  code: Code | null;
}

interface Subscribed extends CallResult {
  head: Position;
}

export interface LiveOptions {
  clock: Clock;
  /** How long a call waits for its answer, in milliseconds. */
  attempt: number;
  /** How many frames of one feed wait for their reader. */
  bound: number;
}

// A connection that held for less does not reset the wait: a server that accepts and closes is not stormed.
const steady = 5000;

/** The WebSocket of one account. It connects by itself, with a fresh ticket each time, and resumes every feed from its position. */
export class LiveConnection implements FeedHost {
  readonly signals = new Listeners<Signal>();
  readonly states = new Listeners<ConnectionState>();
  #state: ConnectionState = "idle";
  #running = false;
  #session: HubSession | undefined;
  /** With which the session was opened. */
  #token: string | undefined;
  #closed = new AbortController();
  #pause = new AbortController();
  readonly #feeds = new Map<string, Feed>();

  constructor(private readonly http: Http, private readonly tokens: Tokens, private readonly options: LiveOptions) {}

  get state(): ConnectionState {
    return this.#state;
  }

  /** Watches a feed from a position on, now and after every reconnect. */
  watch(name: string, from: Position): Feed {
    if (this.#closed.signal.aborted) throw new Error("This client is closed.");
    if (this.#feeds.has(name)) throw new Error(`This client watches ${name} already: share the one iteration, or end it first.`);
    const feed = new Feed(name, from, this, this.options.bound);
    this.#feeds.set(name, feed);
    if (!this.#running) void this.#run();
    this.resume(feed);
    return feed;
  }

  /** Sends something passing; dropped when there is no connection. */
  signal(feed: string, type: SignalType): void {
    this.#session?.tell("Signal", feed, type);
  }

  /** Sends something to the other party of a call. Throws when it could not be sent. */
  async signalData(feed: string, type: DataSignalType, data: string): Promise<void> {
    if (this.#session === undefined) throw new ConsultError("no.answer");
    const { code } = await this.#session.call<CallResult>("SignalData", feed, type, data);
    if (code !== null) throw new ConsultError(code);
  }

  /** Connects anew at once: the network may have changed under the connection. */
  reconnect(): void {
    this.#session?.end();
    this.#pause.abort();
  }

  close(): void {
    this.#closed.abort();
    this.reconnect();
    this.#endFeeds();
    this.#become("idle");
  }

  resume(feed: Feed): void {
    if (this.#session !== undefined) void this.#attach(this.#session, feed, false);
  }

  release(feed: Feed): void {
    if (this.#remove(feed)) this.#session?.tell("Unsubscribe", feed.name);
  }

  async #run(): Promise<void> {
    this.#running = true;
    const backoff = new Backoff(() => this.options.clock.random());
    let refusal: unknown;
    this.#become("connecting");
    try {
      while (!this.#closed.signal.aborted) {
        const started = this.options.clock.now();
        const bye = await this.#liveOnce();
        if (bye?.reconnect === false && !wantsSignIn(bye.code)) throw new ConsultError(bye.code);
        if (this.options.clock.now() - started >= steady) backoff.reset();
        if (this.#closed.signal.aborted) break;
        this.#become("reconnecting");
        this.#pause = new AbortController();
        await this.options.clock.wait(backoff.next(), this.#pause.signal);
      }
    } catch (error) {
      refusal = error;
    }
    // First, because who hears of the end may watch again at once.
    this.#running = false;
    this.#endFeeds(refusal);
    this.#become("idle");
  }

  /** Connects and serves until the cut. Throws when the account is refused: coming back is no use. */
  async #liveOnce(): Promise<Bye | undefined> {
    try {
      // One attempt: it is repeated here, where the network's coming back cuts the wait short.
      const { ticket } = await this.http.send<{ ticket: string }>({ method: "POST", path: "/tickets", deadline: 0, signal: this.#closed.signal });
      this.#token = this.tokens.current;
      const session: HubSession = await HubSession.open(this.http.base, ticket, this.options.attempt, {
        frame: (frame: Frame) => this.#deliver(session, frame),
        signal: (signal: Signal) => this.signals.tell(signal),
        stop: (stop: { feed: string; code: Code }) => this.#stop(session, stop),
      });
      await this.#serve(session);
      return session.farewell;
    } catch (error) {
      if (this.#closed.signal.aborted) return undefined;
      // What is not of this protocol comes from something between us and the server, which may be gone the next time.
      const isPassing = error instanceof ConsultError && (isTransient(error.code) || ["internal", "not.understood"].includes(error.code));
      if (!isPassing) throw error;
      return undefined;
    }
  }

  async #serve(session: HubSession): Promise<void> {
    if (this.#closed.signal.aborted) return session.end();
    this.#session = session;
    for (const feed of this.#feeds.values()) void this.#attach(session, feed, true);
    this.#become("online");
    await session.ended;
    this.#session = undefined;
    if (session.farewell !== undefined && wantsSignIn(session.farewell.code)) this.tokens.forget(this.#token, session.farewell.code);
  }

  /** Subscribes. Never rejects: nobody awaits it. */
  async #attach(session: HubSession, feed: Feed, isNewConnection: boolean): Promise<void> {
    const backoff = new Backoff(() => this.options.clock.random());
    try {
      for (let isFirst = isNewConnection; this.#watches(feed); isFirst = false) {
        const { attempt, from } = feed.begin(isFirst);
        const { code, head } = await session.call<Subscribed>("Subscribe", feed.name, from);
        if (!feed.isNewest(attempt)) return;
        if (code === null) return feed.subscribed(head);
        await this.#actOn(code, from, session, feed, backoff);
      }
    } catch (error) {
      // Whether the server subscribed is unknown, so this connection cannot be trusted to be complete.
      if (error instanceof ConsultError && ["no.answer", "internal"].includes(error.code)) return session.end();
      this.#fail(feed, error);
    }
  }

  async #actOn(code: Code, from: Position, session: HubSession, feed: Feed, backoff: Backoff): Promise<void> {
    if (code === "feed.reload" && from !== start) return feed.reset();
    if (wantsSignIn(code)) {
      this.tokens.forget(this.#token, code);
      throw new ConsultError("no.answer");
    }
    if (!isTransient(code) && code !== "feed.reload" && code !== "internal") throw new ConsultError(code);
    await Promise.race([this.options.clock.wait(backoff.next()), session.ended]);
  }

  #deliver(session: HubSession, frame: Frame): void {
    const offered = this.#feeds.get(frame.feed)?.offer(frame);
    if (offered === "hole") session.end();
    if (offered === "full") session.tell("Unsubscribe", frame.feed);
  }

  #stop(session: HubSession, { feed: name, code }: { feed: string; code: Code }): void {
    const feed = this.#feeds.get(name);
    if (feed === undefined) return;
    if (code === "feed.reload") feed.reset();
    if (code === "feed.reload" || isTransient(code)) void this.#attach(session, feed, false);
    else this.#fail(feed, new ConsultError(code));
  }

  #watches(feed: Feed): boolean {
    return this.#feeds.get(feed.name) === feed;
  }

  #remove(feed: Feed): boolean {
    return this.#watches(feed) && this.#feeds.delete(feed.name);
  }

  #fail(feed: Feed, error: unknown): void {
    if (this.#remove(feed)) feed.end(error);
  }

  #endFeeds(error?: unknown): void {
    const feeds = [...this.#feeds.values()];
    this.#feeds.clear();
    for (const feed of feeds) feed.end(error);
  }

  #become(state: ConnectionState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.states.tell(state);
  }
}
