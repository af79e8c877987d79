import { ConsultError } from "@consult/client";

/** The code of what went wrong; what is no refusal of the server and no lack of an answer is `internal`. */
export function codeOf(error: unknown): string {
  return error instanceof ConsultError ? error.code : "internal";
}

/** Whether the command was refused for good: sent again under its id it would be refused again. */
export function isFinal(error: unknown): boolean {
  return error instanceof ConsultError && !error.retry;
}
