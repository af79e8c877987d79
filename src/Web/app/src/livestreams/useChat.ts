import { computed, ref, shallowRef, watch, type ComputedRef, type Ref } from "vue";
import { ConsultError, newCommandId, Outbox, type Pending } from "@consult/client";
import { session } from "@/shell/session";
import type { FollowedRoom } from "./useRoom";

/** What I wrote and the room does not show yet. */
export interface OwnLine {
  readonly id: string;
  readonly text: string;
  /** `held`: a moderator looks at it; `declined`: it will not be shown; `failed`: it was not sent. */
  readonly state: "sending" | "held" | "declined" | "failed";
  readonly code: string | null;
}

export interface Chat {
  readonly own: ComputedRef<readonly OwnLine[]>;
  /** Until when slow mode lets me wait, in milliseconds; 0 when it does not. */
  readonly waitUntil: Readonly<Ref<number>>;
  /** Why the last line was refused. */
  readonly code: Readonly<Ref<string | null>>;
  /** Whether a line was written by this window. */
  isOwn(command: string | undefined): boolean;
  /** Writes a line. False when it was refused, so that the text can be mended. */
  send(text: string): Promise<boolean>;
  again(id: string): Promise<void>;
  discard(id: string): void;
}

interface Draft {
  readonly text: string;
}

/** The chat of a livestream from the side of who writes. */
export function useChat(id: string, { room }: FollowedRoom): Chat {
  const outbox = shallowRef(new Outbox<Draft>());
  const held = shallowRef<ReadonlyMap<string, { readonly line: number; readonly text: string }>>(new Map());
  const commands = new Set<string>();
  const waitUntil = ref(0);
  const code = ref<string | null>(null);

  // The room shows a line when the feed has told it: the echo has done its work.
  watch(() => room.value.lines, (lines) => {
    const shown = new Set(lines.map(({ command }) => command));
    for (const { id: one } of outbox.value.pending) if (shown.has(one)) outbox.value = outbox.value.discard(one);
    const numbers = new Set(lines.map(({ line }) => line));
    const left = [...held.value].filter(([, { line }]) => !numbers.has(line));
    if (left.length !== held.value.size) held.value = new Map(left);
  });

  const own = computed<readonly OwnLine[]>(() => [
    ...[...held.value].map(([one, { line, text }]): OwnLine => ({
      id: one, text, code: null, state: room.value.declined.has(line) ? "declined" : "held",
    })),
    ...outbox.value.pending.map((one): OwnLine => ({
      id: one.id, text: one.draft.text, code: one.error?.code ?? null, state: one.error ? "failed" : "sending",
    })),
  ]);

  async function send(text: string): Promise<boolean> {
    if (outbox.value.isFull) return false;
    const one = newCommandId();
    commands.add(one);
    outbox.value = outbox.value.add(one, "livestream.chat.posted", { text });
    return post(one, text);
  }

  async function post(one: string, text: string): Promise<boolean> {
    code.value = null;
    try {
      const said = await session.client.command("POST", "/livestreams/{id}/chat", { path: { id }, body: { text }, id: one });
      if (room.value.slowSeconds > 0) waitUntil.value = Date.now() + room.value.slowSeconds * 1_000;
      if (said.isHeld) {
        held.value = new Map(held.value).set(one, { line: said.line, text });
        outbox.value = outbox.value.discard(one);
      }
      return true;
    } catch (error) {
      const refused = error instanceof ConsultError ? error : new ConsultError("internal");
      code.value = refused.code;
      if (refused.code === "livestream.slow") waitUntil.value = Math.max(waitUntil.value, Date.now() + room.value.slowSeconds * 1_000);
      // What was refused goes back into the field; what may have arrived stays, to be sent again under its id.
      if (refused.code === "no.answer") outbox.value = outbox.value.fail(one, refused);
      else outbox.value = outbox.value.discard(one);
      return refused.code === "no.answer";
    }
  }

  async function again(one: string): Promise<void> {
    const pending = outbox.value.pending.find((entry: Pending<Draft>) => entry.id === one);
    if (!pending) return;
    outbox.value = outbox.value.retry(one);
    await post(one, pending.draft.text);
  }

  function discard(one: string): void {
    outbox.value = outbox.value.discard(one);
    held.value = new Map([...held.value].filter(([other]) => other !== one));
  }

  const isOwn = (command: string | undefined): boolean => command !== undefined && commands.has(command);
  return { own, waitUntil, code, isOwn, send, again, discard };
}
