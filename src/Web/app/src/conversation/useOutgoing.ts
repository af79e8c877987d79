import { onScopeDispose, reactive, shallowRef, type ShallowRef } from "vue";
import { ConsultError, newCommandId, Outbox, type ConsultEvent } from "@consult/client";
import { t } from "@/shell/language";
import { session } from "@/shell/session";
import { notify } from "@/ui/notify";
import { release, type Draft, type OutgoingFile } from "./outgoing";

/** The messages on their way: shown as pending until the feed tells them, or with what kept them. */
export interface Outgoing {
  readonly outbox: Readonly<ShallowRef<Outbox<Draft>>>;
  send(text: string, files?: readonly OutgoingFile[]): void;
  retry(id: string): void;
  discard(id: string): void;
  /** Takes out what the feed now tells. */
  settle(event: ConsultEvent): void;
}

export function useOutgoing(consultation: () => string): Outgoing {
  const outbox = shallowRef(new Outbox<Draft>());
  let hasLeft = false;
  // One after the other, so that they arrive in the order in which they were written.
  let last: Promise<void> = Promise.resolve();

  function send(text: string, files: readonly OutgoingFile[] = []): void {
    if (outbox.value.isFull) return;
    const id = newCommandId();
    const draft: Draft = reactive({ text, files: [...files] });
    outbox.value = outbox.value.add(id, "message.posted", draft);
    dispatch(id, draft);
  }

  function retry(id: string): void {
    const entry = outbox.value.pending.find((pending) => pending.id === id);
    if (!entry?.error) return;
    outbox.value = outbox.value.retry(id);
    dispatch(id, entry.draft);
  }

  function discard(id: string): void {
    drop(outbox.value.discard(id));
  }

  function settle(event: ConsultEvent): void {
    if (event.type === "message.posted") drop(outbox.value.settle([event]));
  }

  function dispatch(id: string, draft: Draft): void {
    // Files are not waited for by what was written after them.
    if (draft.files.length > 0) void deliver(id, draft);
    else last = last.then(() => deliver(id, draft));
  }

  async function deliver(id: string, draft: Draft): Promise<void> {
    try {
      for (const file of draft.files) file.attachment ??= await upload(file);
      const attachments = draft.files.flatMap(({ attachment }) => attachment ?? []);
      await session.client.post(`consultation/${consultation()}`, { text: draft.text, attachments }, { id });
    } catch (error) {
      // Who has gone to another page meanwhile is told there: what was sent goes on without this one.
      if (hasLeft) notify(t("conversation.message.failed"));
      outbox.value = outbox.value.fail(id, error instanceof ConsultError ? error : new ConsultError("internal"));
    }
  }

  function upload(file: OutgoingFile): Promise<string> {
    return session.client.upload(file.file, consultation(), {
      id: file.id, name: file.name, onProgress: (sent) => (file.sent = sent),
    });
  }

  function drop(rest: Outbox<Draft>): void {
    for (const { id, draft } of outbox.value.pending) if (!rest.pending.some((kept) => kept.id === id)) release(draft);
    outbox.value = rest;
  }

  // A closed window takes along what has not arrived; the browser asks first.
  function hold(event: BeforeUnloadEvent): void {
    if (outbox.value.pending.some(({ error }) => !error)) event.preventDefault();
  }

  addEventListener("beforeunload", hold);
  onScopeDispose(() => {
    hasLeft = true;
    removeEventListener("beforeunload", hold);
    for (const { draft } of outbox.value.pending) release(draft);
  });
  return { outbox, send, retry, discard, settle };
}
