/** An answer of the server that is no success, or none at all (`network`). */
export class HttpError extends Error {
  constructor(
    readonly code: string,
    readonly retry: boolean,
    sentence: string,
  ) {
    super(sentence);
  }
}

/** The code of what went wrong, whatever was thrown. */
export function codeOf(error: unknown): string {
  if (error instanceof Error && "code" in error && typeof error.code === "string") return error.code;
  return "network";
}

/** One request without a repeat. */
export async function request<T>(method: string, path: string, init: RequestInit): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, { ...init, method });
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new HttpError("network", true, "No answer");
  }
  if (response.ok) return (response.status === 204 ? undefined : await response.json()) as T;
  throw await problemOf(response);
}

async function problemOf(response: Response): Promise<HttpError> {
  const problem: unknown = await response.json().catch(() => null);
  if (typeof problem !== "object" || problem === null) return new HttpError("internal", true, response.statusText);
  const { code, retry, title } = problem as Record<string, unknown>;
  return new HttpError(
    typeof code === "string" ? code : "internal",
    retry === true,
    typeof title === "string" ? title : response.statusText,
  );
}

/** Whether the command was refused for good: sent again under its id it would be refused again. */
export function isFinal(error: unknown): boolean {
  return error instanceof HttpError && !error.retry;
}
