import type { components } from "../generated/api.js";
import type { AttachmentId, ConsultationId } from "../generated/events.js";
import { newCommandId } from "./commands.js";
import type { Http } from "./http.js";

export interface UploadOptions {
  /** The same id for the same file resumes an upload that was given up: what is there is not sent again. */
  id?: string;
  /** What it is called; a `File` has a name of its own. */
  name?: string;
  /** Has the server check the whole file against its SHA-256, which reads it into memory first. */
  digest?: boolean;
  /** Bytes that have arrived, of all. */
  onProgress?: (sent: number, size: number) => void;
  signal?: AbortSignal;
}

export interface LinkOptions {
  /** To the small JPEG of what `hasThumbnail`. */
  thumbnail?: boolean;
  /** Its life, 60 to 300. */
  seconds?: number;
  signal?: AbortSignal;
}

export type Link = components["schemas"]["IssuedLink"];

// A chunk is 1 MiB, which takes a poor mobile network longer than other requests.
const patience = { attempt: 60_000, deadline: 180_000 };

/** Announces a file, sends the chunks that are missing, completes it. */
export async function upload(http: Http, file: Blob, consultation: ConsultationId, options: UploadOptions): Promise<AttachmentId> {
  const { id = newCommandId(), onProgress, signal } = options;
  const begun = await http.send<components["schemas"]["Begun"]>({
    method: "POST", path: `/consultations/${encodeURIComponent(consultation)}/attachments`, commandId: id, body: await announcement(file, options), signal,
  });
  const path = `/attachments/${begun.id}`;
  const { attachment: { chunkSize }, missing } = await http.send<components["schemas"]["UploadView"]>({ method: "GET", path, signal });
  const chunks = missing.map((number) => ({ number, bytes: file.slice(number * chunkSize, (number + 1) * chunkSize) }));
  let sent = file.size - chunks.reduce((sum, { bytes }) => sum + bytes.size, 0);
  onProgress?.(sent, file.size);
  for (const { number, bytes } of chunks) {
    await http.send({ method: "PUT", path: `${path}/chunks/${number}`, body: bytes, ...patience, signal });
    onProgress?.((sent += bytes.size), file.size);
  }
  await http.send({ method: "POST", path: `${path}/complete`, commandId: `${id}-complete`, signal });
  return begun.id;
}

/** A link that needs no sign-in, for a little while. */
export async function link(http: Http, attachment: AttachmentId, { signal, ...body }: LinkOptions): Promise<Link> {
  const issued = await http.send<Link>({ method: "POST", path: `/attachments/${encodeURIComponent(attachment)}/links`, body, signal });
  return { ...issued, url: http.base + issued.url };
}

async function announcement(file: Blob, { name, digest }: UploadOptions): Promise<components["schemas"]["BeginBody"]> {
  const called = name ?? (file instanceof File ? file.name : undefined);
  return {
    size: file.size,
    ...(file.type !== "" && { mediaType: file.type }),
    ...(called !== undefined && { name: called }),
    ...(digest && { sha256: await sha256(file) }),
  } as components["schemas"]["BeginBody"];
}

async function sha256(file: Blob): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
