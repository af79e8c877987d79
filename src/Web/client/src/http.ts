import { type Clock, within } from "./clock.js";
import { codeOfStatus, ConsultError, type Code } from "./errors.js";
import { persist } from "./persistence.js";
import type { Tokens } from "./tokens.js";

export interface Request {
  method: string;
  /** With a leading slash. */
  path: string;
  /** Written as JSON; bytes go as they are. */
  body?: unknown;
  commandId?: string | undefined;
  signal?: AbortSignal | undefined;
  /** Instead of the client's own, in milliseconds. */
  attempt?: number;
  deadline?: number;
}

export interface HttpOptions {
  clock: Clock;
  /** How long a request is repeated before the caller is told that there was no answer, in milliseconds. */
  deadline: number;
  /** How long one attempt waits for its answer, in milliseconds. */
  attempt: number;
}

/** Requests of one account, each repeated until there is an answer or the deadline passes. */
export class Http {
  constructor(readonly base: string, private readonly tokens: Tokens, private readonly options: HttpOptions) {}

  send<T>(request: Request): Promise<T> {
    // Written once: under one id the body must stay the same, whatever happens to the caller's object meanwhile.
    const body = isBytes(request.body) || request.body === undefined ? request.body : JSON.stringify(request.body);
    const { clock, attempt, deadline } = { ...this.options, ...request };
    return persist(
      async (token) => (await sendOnce(this.base, { ...request, body, attempt }, token)) as T,
      { clock, deadline, signal: request.signal, tokens: this.tokens },
    );
  }
}

/** One attempt. */
export async function sendOnce(base: string, request: Request & { attempt: number }, token?: string): Promise<unknown> {
  return within(request.attempt, request.signal, async (signal) => {
    let response: Response;
    let content: string;
    try {
      response = await fetch(base + request.path, {
        method: request.method, headers: headers(request, token), body: request.body as BodyInit | undefined ?? null, signal,
        // What is said of patients stays out of the browser's cache on disk.
        cache: "no-store",
      });
      content = await response.text();
    } catch (cut) {
      request.signal?.throwIfAborted();
      throw new ConsultError("no.answer", { sentence: cut instanceof Error ? cut.message : "" });
    }
    if (!response.ok) throw refusal(response, content);
    return content === "" ? undefined : parse(content);
  });
}

function headers(request: Request, token: string | undefined): Record<string, string> {
  const headers: Record<string, string> = {};
  if (token !== undefined) headers["Authorization"] = `Bearer ${token}`;
  if (request.commandId !== undefined) headers["Idempotency-Key"] = request.commandId;
  if (request.body !== undefined) headers["Content-Type"] = isBytes(request.body) ? "application/octet-stream" : "application/json";
  return headers;
}

function isBytes(body: unknown): body is Blob | ArrayBuffer | Uint8Array {
  return body instanceof Blob || body instanceof ArrayBuffer || body instanceof Uint8Array;
}

function refusal(response: Response, content: string): ConsultError {
  if (response.headers.get("Content-Type")?.startsWith("application/problem+json")) {
    const problem = parse(content) as { code?: Code; retry?: boolean; detail?: string; title?: string };
    if (problem.code !== undefined)
      return new ConsultError(problem.code, {
        status: response.status, retry: problem.retry ?? false, sentence: problem.detail ?? problem.title ?? "",
      });
  }
  return new ConsultError(codeOfStatus(response.status), { status: response.status });
}

function parse(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    throw new ConsultError("not.understood");
  }
}
