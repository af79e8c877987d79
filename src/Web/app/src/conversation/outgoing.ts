import { newCommandId } from "@consult/client";

/** A file that goes with a message. */
export interface OutgoingFile {
  /** The upload's id: the same one resumes it. */
  readonly id: string;
  readonly file: Blob;
  readonly name: string;
  /** Of an image and a voice note, to show it before it is sent. */
  readonly preview: string | null;
  readonly seconds: number | null;
  sent: number;
  attachment: string | null;
}

/** A message on its way. */
export interface Draft {
  readonly text: string;
  readonly files: OutgoingFile[];
}

export const mostFiles = 9;
export const mostBytes = 50 * 1024 * 1024;

/** What the file dialog offers; the server looks at the content itself. */
export const acceptedTypes = "image/jpeg,image/png,image/webp,image/gif,image/heic,application/pdf,audio/*";

export function outgoing(file: Blob, name: string, seconds: number | null = null): OutgoingFile {
  const isShown = file.type.startsWith("image/") || file.type.startsWith("audio/");
  return { id: newCommandId(), file, name, preview: isShown ? URL.createObjectURL(file) : null, seconds, sent: 0, attachment: null };
}

/** Lets go of the previews of a message that is gone from the page. */
export function release(draft: Draft): void {
  for (const { preview } of draft.files) if (preview) URL.revokeObjectURL(preview);
}

/** How much of the files has arrived, 0 to 1. */
export function progressOf(draft: Draft): number {
  const size = draft.files.reduce((sum, { file }) => sum + file.size, 0);
  const sent = draft.files.reduce((sum, one) => sum + (one.attachment ? one.file.size : one.sent), 0);
  return size === 0 ? 1 : sent / size;
}
