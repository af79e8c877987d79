import type { components } from "../generated/api.js";

/** The server's stable codes; what a person reads of each stands in `/codes`. */
export type Code = NonNullable<components["schemas"]["ProblemDetails"]["code"]>;

/**
 * The client's own codes: `no.answer` (no answer came, so the outcome is unknown) and `not.understood` (an answer came that is
 * not of this protocol).
 */
export type ClientCode = "no.answer" | "not.understood";

/** What the server refused, or what kept it from answering. */
export class ConsultError extends Error {
  readonly code: Code | ClientCode;
  /** HTTP status; 0 when the refusal came over the WebSocket, or none came. */
  readonly status: number;
  /** Whether the same command under the same id may succeed later. */
  readonly retry: boolean;
  /** What went wrong in the server's words (English); empty when it said only the code. */
  readonly sentence: string;

  constructor(code: Code | ClientCode, details: { status?: number; retry?: boolean; sentence?: string } = {}) {
    super(details.sentence ? `${code}: ${details.sentence}` : code);
    this.name = "ConsultError";
    this.code = code;
    this.status = details.status ?? 0;
    this.retry = details.retry ?? isTransient(code);
    this.sentence = details.sentence ?? "";
  }
}

/** Why a sign-in is wanted. */
export type SignInReason = "none" | "unauthenticated" | "reauthentication.required";

const transient: readonly string[] = ["busy", "unknown", "rate.limited", "room.overloaded", "slow", "no.answer"];

/** Worth the same command again, until the deadline: section 7 of the protocol. */
export function isTransient(code: string): boolean {
  return transient.includes(code);
}

/** Worth the same command again after a new sign-in. */
export function wantsSignIn(code: string): code is Exclude<SignInReason, "none"> {
  return code === "unauthenticated" || code === "reauthentication.required";
}

/** What a status without problem details means: a proxy speaks, or nobody. */
export function codeOfStatus(status: number): Code | ClientCode {
  switch (status) {
    case 401: return "unauthenticated";
    case 429: return "rate.limited";
    case 500: return "internal";
    case 502: case 503: case 504: return "no.answer";
    default: return "not.understood";
  }
}
