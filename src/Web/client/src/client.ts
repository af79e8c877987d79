import type { paths } from "../generated/api.js";
import type { AttachmentId, ConsultationId, ConsultEvent } from "../generated/events.js";
import { link, type Link, type LinkOptions, upload, type UploadOptions } from "./attachments.js";
import { type Clock, systemClock } from "./clock.js";
import { newCommandId } from "./commands.js";
import type { Feed } from "./feed.js";
import { Http } from "./http.js";
import { type ConnectionState, LiveConnection } from "./live.js";
import { type Position, start } from "./position.js";
import {
  address, type Answer, type AnyDetails, type CommandDetails, type CommandPath, type Details, type Method, type QuestionPath, type Rest,
} from "./requests.js";
import type { DataSignalType, Signal, SignalType } from "./signals.js";
import { type SignIn, Tokens } from "./tokens.js";

export interface ClientOptions {
  /** Where the server is, for example `https://consult.example.org`; where the page comes from unless told. */
  base?: string;
  signIn: SignIn;
  /** The token of an earlier sign-in. */
  token?: string | undefined;
  /** How long a request is repeated before the caller is told that there was no answer, in milliseconds (60,000). */
  deadline?: number;
  /** How long one attempt waits for its answer, in milliseconds (10,000). */
  attempt?: number;
  /** How many frames of a feed wait for its reader (256). */
  bound?: number;
  clock?: Clock;
}

/** A page of a feed's history. Ask on from `to` until it equals `head`. */
export interface EventPage {
  feed: string;
  from: number;
  to: Position;
  head: Position;
  events: ConsultEvent[];
}

/** One account at one server: questions and commands over HTTP, and one WebSocket for all that happens live. */
export class ConsultClient {
  readonly #http: Http;
  readonly #live: LiveConnection;
  readonly #online = () => this.#live.reconnect();

  constructor(options: ClientOptions) {
    const { clock = systemClock, deadline = 60_000, attempt = 10_000, bound = 256 } = options;
    const tokens = new Tokens(options.signIn, options.token);
    this.#http = new Http((options.base ?? "").replace(/\/$/, ""), tokens, { clock, deadline, attempt });
    this.#live = new LiveConnection(this.#http, tokens, { clock, attempt, bound });
    // In a browser. Back in a network, perhaps another one, the old connection is dead without knowing it.
    globalThis.addEventListener?.("online", this.#online);
  }

  /** Asks a question: `get("/doctors/{doctor}", { path: { doctor } })`. */
  get<P extends QuestionPath<"GET">>(path: P, ...[details]: Rest<Details<"GET", P>>): Promise<Answer<"GET", P>> {
    return this.#send("GET", path, details);
  }

  /** Sends what changes nothing of the record and needs no id: a search, a preview. */
  ask<M extends Exclude<Method, "GET">, P extends QuestionPath<M>>(method: M, path: P, ...[details]: Rest<Details<M, P>>): Promise<Answer<M, P>> {
    return this.#send(method, path, details);
  }

  /**
   * Sends a command, again and again under one id until it has an answer. Throws `ConsultError` when it is refused, or when
   * there was no answer until the deadline; the same command under the same id may then be sent again.
   */
  command<M extends Exclude<Method, "GET">, P extends CommandPath<M>>(method: M, path: P, ...[details]: Rest<CommandDetails<M, P>>): Promise<Answer<M, P>> {
    return this.#send(method, path, details, details?.id ?? newCommandId());
  }

  /**
   * Says something in a consultation (`consultation/ID`, with attachments if need be) or in the chat of a livestream
   * (`livestream/ID`). It goes over HTTP, not over the WebSocket: so there is one way in which commands are repeated, and a
   * message leaves also while the connection for what is live is being made again.
   */
  async post(feed: string, message: { text: string; attachments?: AttachmentId[] }, options: { id?: string; signal?: AbortSignal } = {}): Promise<void> {
    const [kind, id = ""] = feed.split("/");
    if (kind === "consultation") await this.command("POST", "/consultations/{id}/messages", { path: { id }, body: message, ...options });
    else if (kind === "livestream") await this.command("POST", "/livestreams/{id}/chat", { path: { id }, body: { text: message.text }, ...options });
    else throw new TypeError(`Nothing can be posted in ${feed}.`);
  }

  /**
   * Watches a feed from a position on. Iterate it once, with `for await`; leaving the loop or aborting the signal ends it. It
   * resumes by itself and throws `ConsultError` only when the server refuses it (`forbidden`).
   */
  feed(name: string, { from = start, signal }: { from?: Position; signal?: AbortSignal } = {}): Feed {
    const feed = this.#live.watch(name, from);
    const end = () => void feed.return();
    if (signal?.aborted) end();
    signal?.addEventListener("abort", end, { once: true });
    return feed;
  }

  /** A page of a feed's history, with the same events. */
  events(feed: string, { after = start, limit, signal }: { after?: Position | number; limit?: number; signal?: AbortSignal } = {}): Promise<EventPage> {
    const path = address(`/feeds/${feed}/events`, { query: { after, limit } });
    return this.#http.send({ method: "GET", path, signal });
  }

  /** Tells those who watch a feed something passing. Dropped when there is no connection. */
  signal(feed: string, type: SignalType): void {
    this.#live.signal(feed, type);
  }

  /** Tells the other party of a call something. Throws when it could not be sent. */
  signalData(feed: string, type: DataSignalType, data: string): Promise<void> {
    return this.#live.signalData(feed, type, data);
  }

  /** Hears the signals of all feeds that are watched. Returns how to stop. */
  onSignal(listener: (signal: Signal) => void): () => void {
    return this.#live.signals.add(listener);
  }

  /** For a banner: whether what is shown is up to date. */
  get connectionState(): ConnectionState {
    return this.#live.state;
  }

  /** Hears when `connectionState` changes. Returns how to stop. */
  onConnectionState(listener: (state: ConnectionState) => void): () => void {
    return this.#live.states.add(listener);
  }

  /** Sends a file for a message, in chunks; its id goes into `attachments` of the message. */
  upload(file: Blob, consultation: ConsultationId, options: UploadOptions = {}): Promise<AttachmentId> {
    return upload(this.#http, file, consultation, options);
  }

  /** A link to an attachment, good for a little while and without a sign-in: for `img`, `audio`, `a`. */
  link(attachment: AttachmentId, options: LinkOptions = {}): Promise<Link> {
    return link(this.#http, attachment, options);
  }

  /** Ends the connection and all feeds. */
  close(): void {
    globalThis.removeEventListener?.("online", this.#online);
    this.#live.close();
  }

  #send<T>(method: string, path: keyof paths, details: object | undefined, commandId?: string): Promise<T> {
    const given: AnyDetails = details ?? {};
    return this.#http.send<T>({ method, path: address(path, given), body: given.body, commandId, signal: given.signal });
  }
}
