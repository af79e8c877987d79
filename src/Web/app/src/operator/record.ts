import type { Schemas } from "@consult/client";

/** An event of a record as a person reads it. */
export interface RecordLine {
  readonly seq: number;
  readonly at: string;
  readonly type: string;
  readonly role: string;
  readonly account: string;
  readonly redacted: string | null;
  readonly fields: readonly (readonly [name: string, value: string])[];
}

/** The events of a record, each with everything that it says: an audit leaves nothing out. */
export function recordLines(events: readonly Schemas["RecordedEvent"][]): RecordLine[] {
  return events.map(({ seq, at, type, by, redacted, body }) => ({
    seq,
    at,
    type,
    role: by.role,
    account: by.account,
    redacted: redacted ?? null,
    fields: fieldsOf(body),
  }));
}

function fieldsOf(body: unknown): (readonly [string, string])[] {
  if (typeof body !== "object" || body === null) return [];
  return Object.entries(body)
    .filter(([, value]) => value !== null && value !== "")
    .map(([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)] as const);
}
