import type { AttachmentId, ConsultClient, Schemas } from "@consult/client";
import { session } from "@/shell/session";

export type AttachmentFacts = Schemas["AttachmentView"];

const kept = 500;
// By session: what one account has read is not for the next one in this window.
const factsBySession = new WeakMap<ConsultClient, Map<AttachmentId, Promise<AttachmentFacts>>>();

/** Type, size and name of an attachment. They do not change, so each is read once. */
export function factsOf(attachment: AttachmentId): Promise<AttachmentFacts> {
  const { client } = session;
  const facts = factsBySession.get(client) ?? new Map<AttachmentId, Promise<AttachmentFacts>>();
  factsBySession.set(client, facts);
  const known = facts.get(attachment);
  if (known) return known;
  const asked = client
    .get("/attachments/{attachment}", { path: { attachment } })
    .then((answer) => answer.attachment)
    .catch((error: unknown) => {
      facts.delete(attachment);
      throw error;
    });
  const oldest = facts.keys().next().value;
  if (facts.size >= kept && oldest !== undefined) facts.delete(oldest);
  facts.set(attachment, asked);
  return asked;
}

/** 820 KB, 1.4 MB */
export function formatBytes(bytes: number): string {
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024))} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** 0:07 */
export function formatSeconds(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
