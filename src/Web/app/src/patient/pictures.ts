import type { AttachmentId, ConsultationId } from "@consult/client";

/**
 * Pictures that were uploaded with a request. Nothing can be said in a consultation before a doctor has accepted, so they
 * wait, and go as the first message then. Only ids are kept, in localStorage: the window may be closed meanwhile.
 */
export interface WaitingPictures {
  readonly account: string;
  readonly consultation: ConsultationId;
  readonly attachments: readonly AttachmentId[];
  /** The id of the message, so that it is posted once, whatever happens. */
  readonly command: string;
}

const storageKey = "consult.pictures";

/** What is kept at most; the oldest are given up. */
const most = 20;

export function waitingPictures(account: string): WaitingPictures[] {
  return stored().filter((one) => one.account === account);
}

export function keepPictures(waiting: WaitingPictures): void {
  store([...stored().filter(({ command }) => command !== waiting.command), waiting].slice(-most));
}

export function dropPictures(command: string): void {
  store(stored().filter((one) => one.command !== command));
}

function stored(): WaitingPictures[] {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(storageKey) ?? "[]");
    return Array.isArray(list) ? list.filter(isWaiting) : [];
  } catch {
    // Somebody else's entry under our name must not keep the pages from starting.
    return [];
  }
}

function store(list: readonly WaitingPictures[]): void {
  localStorage.setItem(storageKey, JSON.stringify(list));
}

function isWaiting(value: unknown): value is WaitingPictures {
  if (typeof value !== "object" || value === null) return false;
  const { account, consultation, attachments, command } = value as Record<string, unknown>;
  return [account, consultation, command].every((text) => typeof text === "string") && Array.isArray(attachments);
}
