import { computed, readonly, shallowRef, type DeepReadonly, type Ref } from "vue";
import { request } from "./http";
import { isRole, type Role } from "./roles";

/** Who is signed in. */
export interface SignedIn {
  readonly token: string;
  readonly expiresAt: string;
  readonly account: string;
  readonly role: Role;
}

/** In sessionStorage: two windows can be two people, and a closed window leaves no token behind. */
const storageKey = "consult.session";

const signedIn = shallowRef<SignedIn | null>(restore());

/** The session of this window. */
export const session = {
  current: readonly(signedIn) as DeepReadonly<Ref<SignedIn | null>>,
  role: computed(() => signedIn.value?.role ?? null),
  account: computed(() => signedIn.value?.account ?? null),

  /** Signs in at a development server. */
  async signIn(account: string, role: Role): Promise<void> {
    const answer = await request<SignedIn>("POST", "/sign-in", {
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ account, role }),
    });
    keep(answer);
  },

  signOut(): void {
    keep(null);
  },

  /** Asks the server. */
  get<T>(path: string, signal?: AbortSignal): Promise<T> {
    return request<T>("GET", path, { headers: bearer(), ...(signal ? { signal } : {}) });
  },

  /** Sends a command under its id. */
  send<T>(method: string, path: string, id: string, body?: unknown): Promise<T> {
    return request<T>(method, path, {
      headers: { ...bearer(), "Content-Type": "application/json", "Idempotency-Key": id },
      body: JSON.stringify(body ?? {}),
    });
  },
};

function bearer(): Record<string, string> {
  return signedIn.value ? { Authorization: `Bearer ${signedIn.value.token}` } : {};
}

function keep(who: SignedIn | null): void {
  signedIn.value = who;
  if (who) sessionStorage.setItem(storageKey, JSON.stringify(who));
  else sessionStorage.removeItem(storageKey);
}

function restore(): SignedIn | null {
  const stored = sessionStorage.getItem(storageKey);
  if (!stored) return null;
  const who = JSON.parse(stored) as SignedIn;
  return isRole(who.role) && Date.parse(who.expiresAt) > Date.now() ? who : null;
}
