import { ref, type Ref } from "vue";
import { newCommandId, type AttachmentId, type ConsentPurpose, type ConsultationId, type PatientId } from "@consult/client";
import { t } from "@/shell/language";
import { session } from "@/shell/session";
import { notify } from "@/ui/notify";
import { useCommand } from "@/ui/useCommand";
import { channel, textVersion } from "./consents";
import type { Kind } from "./kinds";
import { wait } from "./sendingPictures";

/** What is asked for. */
export interface Wish {
  readonly patient: PatientId;
  readonly kind: Kind;
  readonly complaint: string;
  readonly doctor?: string;
  readonly department?: string;
  readonly slotAt?: string;
  readonly method?: string;
  readonly clinic?: string;
  readonly place?: number;
  /** The question of a group that goes on here, and whether the doctor may read it as it was written. */
  readonly thread?: string;
  readonly shareThread?: boolean;
}

export interface Asking {
  /** What is being done at the moment, for the button. */
  readonly progress: Readonly<Ref<string | null>>;
  /** The code of what was refused. */
  readonly code: Readonly<Ref<string | null>>;
  /** Consents first, then the request, then its files. The id of the consultation, or undefined when a rule refused. */
  ask(wish: Wish, consents: readonly ConsentPurpose[], files: readonly File[]): Promise<ConsultationId | undefined>;
}

export function useAsk(): Asking {
  const progress = ref<string | null>(null);
  const code = ref<string | null>(null);
  const grant = useCommand(
    (id, patient: PatientId, purpose: ConsentPurpose) =>
      session.client.command("PUT", "/patients/{patient}/consents/{purpose}", { path: { patient, purpose }, body: { textVersion, channel }, id }),
    { isQuiet: true },
  );
  const request = useCommand((id, wish: Wish) => send(id, wish), { isQuiet: true });

  async function ask(wish: Wish, consents: readonly ConsentPurpose[], files: readonly File[]): Promise<ConsultationId | undefined> {
    code.value = null;
    try {
      progress.value = t("patient.ask.sendingConsent");
      for (const purpose of consents)
        if (!(await grant.run(wish.patient, purpose))) {
          code.value = grant.code.value;
          return undefined;
        }
      progress.value = t("patient.ask.sendingRequest");
      const begun = await request.run(wish);
      if (!begun) code.value = request.code.value;
      else if (files.length > 0) await attach(begun.id, wish.kind, files);
      return begun?.id;
    } finally {
      progress.value = null;
    }
  }

  /** A file that fails does not take the request back: it can be sent in the conversation. */
  async function attach(consultation: ConsultationId, kind: Kind, files: readonly File[]): Promise<void> {
    const attachments: AttachmentId[] = [];
    try {
      for (const file of files) {
        progress.value = t("patient.ask.sendingPictures", { done: attachments.length + 1, all: files.length });
        attachments.push(await session.client.upload(file, consultation));
      }
      const [document] = attachments;
      if (kind === "revisit" && document)
        await session.client.command("PUT", "/consultations/{id}/prior-diagnosis", { path: { id: consultation }, body: { document } });
    } catch {
      notify(t("patient.ask.picturesFailed"));
    }
    if (attachments.length > 0 && session.account.value)
      wait({ account: session.account.value, consultation, attachments, command: newCommandId() });
  }

  return { progress, code, ask };
}

function send(id: string, wish: Wish): Promise<{ id: ConsultationId }> {
  const { thread, shareThread = false, ...body } = wish;
  if (thread === undefined) return session.client.command("POST", "/consultations", { body, id });
  const { kind, complaint, doctor, slotAt, method } = body;
  const onward = { kind, complaint, shareThread, ...(doctor && { doctor }), ...(slotAt && { slotAt }), ...(method && { method }) };
  return session.client.command("POST", "/threads/{thread}/consultation", { path: { thread }, body: onward, id });
}
