// Reads tests/golden/contracts.txt and writes the events as one discriminated union.
//
//   message.posted { round: number?, attachments: [string (AttachmentId)], text: private string }
//
// becomes a body with `round?`, `attachments` and `text`. Private fields are those that a redacted event no longer has.

/** @typedef {{ name: string, type: string, isPrivate: boolean, optional: boolean }} Field */

/**
 * @param {string} contracts the golden file
 * @returns {string} a TypeScript module
 */
export function eventTypes(contracts) {
  const events = section(contracts, "# Events").map(event);
  const enums = section(contracts, "# Enums").map(enumeration);
  const ids = [...new Set(contracts.match(/\(\w+Id\)/g))].map((id) => id.slice(1, -1)).sort();
  return [
    "/** Who caused an event; the server sets it. */",
    "export interface Author { account?: AccountId; role: Role; for?: PatientId }",
    "",
    "interface Envelope {",
    "  /** Its number in the feed. */",
    "  seq: number;",
    "  /** When, UTC, ISO 8601. */",
    "  at: string;",
    "  by?: Author;",
    "  /** The id of the command that caused it: an own command's echo is recognised by it and the type. */",
    "  command?: string;",
    "}",
    "",
    "/** An event as it was written, or without its private fields when these are no longer shown. */",
    "interface Told<Type extends string, Public, Private> extends Envelope { type: Type; body: Public & Private; redacted?: undefined }",
    "interface Redacted<Type extends string, Public, Private> extends Envelope {",
    "  type: Type; body: Public & { [field in keyof Private]?: undefined }; redacted: Redaction;",
    "}",
    "type Shown<Type extends string, Public, Private> = Told<Type, Public, Private> | Redacted<Type, Public, Private>;",
    "",
    ...ids.map((id) => `export type ${id} = string;`),
    "",
    ...enums,
    "",
    "/** Every event there is, told apart by its `type`. A newer server may send others: ignore those. */",
    "export type ConsultEvent =",
    ...events.map((line) => `  | ${line}`),
    "  ;",
    "",
    "export type EventType = ConsultEvent[\"type\"];",
    "/** The event of one type: `EventOf<\"message.posted\">`. */",
    "export type EventOf<Type extends EventType> = Extract<ConsultEvent, { type: Type }>;",
    "",
  ].join("\n");
}

/**
 * The lines of a section, without its heading.
 * @param {string} contracts
 * @param {string} heading
 */
function section(contracts, heading) {
  const lines = contracts.split("\n");
  const start = lines.findIndex((line) => line.startsWith(heading));
  if (start < 0) throw new Error(`${heading} is not in the golden file.`);
  const end = lines.findIndex((line, index) => index > start && line.startsWith("# "));
  return lines.slice(start + 1, end < 0 ? undefined : end).filter((line) => line !== "");
}

/** @param {string} line `Role: system = 0, patient = 1` */
function enumeration(line) {
  const [name = "", values = ""] = line.split(": ");
  return `export type ${name} = ${values.split(", ").map((value) => `"${value.split(" = ")[0]}"`).join(" | ")};`;
}

/** @param {string} line `badge.earned { kind: BadgeKind, level: number }` */
function event(line) {
  const [, type, body] = /^(\S+) (\{.*\})$/.exec(line) ?? [];
  if (type === undefined || body === undefined) throw new Error(`This is not an event: ${line}`);
  const fields = new Parser(body).object();
  const [kept, sealed] = [fields.filter((field) => !field.isPrivate), fields.filter((field) => field.isPrivate)];
  return `Shown<"${type}", ${members(kept)}, ${members(sealed)}>`;
}

/** @param {Field[]} fields */
function members(fields) {
  return fields.length === 0 ? "{}" : `{ ${fields.map(({ name, type, optional }) => `${name}${optional ? "?" : ""}: ${type}`).join("; ")} }`;
}

/** Reads the golden file's notation of fields. */
class Parser {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    this.at = 0;
  }

  object() {
    this.expect("{");
    /** @type {Field[]} */
    const fields = [];
    while (!this.take("}")) {
      const name = this.match(/\w+/y);
      this.expect(":");
      fields.push({ name, ...this.value() });
      this.take(",");
    }
    return fields;
  }

  value() {
    const isList = this.take("[");
    const isPrivate = this.take("private ");
    const type = this.type();
    if (isList) this.expect("]");
    // A private text that was not given is null, while one that is no longer shown is missing.
    return { type: isList ? `Array<${type}>` : isPrivate ? `${type} | null` : type, isPrivate, optional: this.take("?") };
  }

  /** @returns {string} */
  type() {
    if (this.peek("{")) return members(this.object());
    const name = this.match(/\w+/y);
    const of = this.take("(") ? this.match(/[\w-]+/y) : undefined;
    if (of !== undefined) this.expect(")");
    return of?.endsWith("Id") ? of : name;
  }

  /** @param {string} token */
  peek(token) {
    while (this.text[this.at] === " ") this.at++;
    return this.text.startsWith(token, this.at);
  }

  /** @param {string} token */
  take(token) {
    if (!this.peek(token)) return false;
    this.at += token.length;
    return true;
  }

  /** @param {string} token */
  expect(token) {
    if (!this.take(token)) throw new Error(`Expected ${token} at ${this.at} of: ${this.text}`);
  }

  /** @param {RegExp} pattern sticky */
  match(pattern) {
    this.peek("");
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found === undefined) throw new Error(`Expected a name at ${this.at} of: ${this.text}`);
    this.at += found.length;
    return found;
  }
}
