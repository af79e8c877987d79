import { ref, watch, type Ref } from "vue";
import { session } from "@/shell/session";

/** What I am in a room, which the server does not tell: it keeps viewers apart from their accounts. */
export interface Presence {
  /** Under which nickname I write; `""` when I have one that this window does not know. */
  readonly nickname: string | null;
  /** The number of my request for the microphone. */
  readonly request: number | null;
}

const nobody: Presence = { nickname: null, request: null };

/** Kept in sessionStorage, as the sign-in is, so that loading the page again loses nothing. */
export function usePresence(id: string): Ref<Presence> {
  const storageKey = `consult.livestream.${session.account.value ?? ""}.${id}`;
  const presence = ref<Presence>(restore(storageKey));
  watch(presence, (now) => sessionStorage.setItem(storageKey, JSON.stringify(now)));
  return presence;
}

function restore(storageKey: string): Presence {
  const stored = sessionStorage.getItem(storageKey);
  return stored ? (JSON.parse(stored) as Presence) : nobody;
}
