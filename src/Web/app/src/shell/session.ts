import { computed, readonly, shallowRef } from "vue";
import { ConsultClient, ConsultError, signInForDevelopment, type SignInReason } from "@consult/client";
import { leaveIssuer, renewInWindow, renewQuietly } from "./issuer";
import { askToSignInAgain } from "./reauthentication";
import { isRole, type Role } from "./roles";
import { signInWay } from "./signInWay";

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
const client = shallowRef<ConsultClient | null>(signedIn.value ? connect(signedIn.value) : null);

/** The session of this window. */
export const session = {
  current: readonly(signedIn),
  role: computed(() => signedIn.value?.role ?? null),
  account: computed(() => signedIn.value?.account ?? null),

  /** The client of who is signed in: one for each session. Pages behind the sign-in can rely on it. */
  get client(): ConsultClient {
    if (!client.value) throw new ConsultError("unauthenticated");
    return client.value;
  },

  /** Signs in at a development server. */
  async signIn(account: string, role: Role): Promise<void> {
    const who = await signInForDevelopment("", account, role);
    begin({ token: who.token, expiresAt: who.expiresAt, account, role });
  },

  /** Begins the session of an issuer's token. */
  async signInWith(token: string): Promise<void> {
    begin(await ownerOf(token));
  },

  /** Proves again who is signed in; what is watched and sent goes on. */
  async renew(): Promise<void> {
    const who = signedIn.value;
    if (!who) return;
    const way = await signInWay();
    if (way.kind === "oidc") return takeNewer(await renewInWindow(way));
    const { token, expiresAt } = await signInForDevelopment("", who.account, who.role);
    keep({ ...who, token, expiresAt });
  },

  /** Ends the session, at the issuer too if there is one. */
  async signOut(): Promise<void> {
    client.value?.close();
    client.value = null;
    keep(null);
    const way = await signInWay();
    if (way.kind === "oidc") await leaveIssuer(way);
  },
};

/** Whose token it is, as the server sees it. */
async function ownerOf(token: string): Promise<SignedIn> {
  const asker = new ConsultClient({ token, signIn: () => Promise.reject(new ConsultError("unauthenticated")) });
  try {
    const { account, role, expiresAt } = await asker.get("/me");
    if (!isRole(role)) throw new ConsultError("forbidden");
    return { token, account, role, expiresAt };
  } finally {
    asker.close();
  }
}

/** Goes on under a newer token. It has to be the same person's: what is on the page is not for another. */
async function takeNewer(token: string): Promise<void> {
  const who = await ownerOf(token);
  if (who.account !== signedIn.value?.account || who.role !== signedIn.value.role) throw new ConsultError("forbidden");
  keep(who);
}

function begin(who: SignedIn): void {
  client.value?.close();
  keep(who);
  client.value = connect(who);
}

function connect(who: SignedIn): ConsultClient {
  return new ConsultClient({ token: who.token, signIn: tokenAgain });
}

/** Gets the sign-in that the client needs, from the person if need be; what needed it then goes again under its id. */
async function tokenAgain(reason: SignInReason): Promise<string> {
  if (reason === "unauthenticated" && (await hasRenewedQuietly())) return currentToken();
  if (!(await askToSignInAgain(reason))) throw new ConsultError(reason === "none" ? "unauthenticated" : reason);
  return currentToken();
}

async function hasRenewedQuietly(): Promise<boolean> {
  const way = await signInWay();
  const token = way.kind === "oidc" ? await renewQuietly(way) : null;
  if (token === null) return false;
  await takeNewer(token);
  return true;
}

function currentToken(): string {
  if (!signedIn.value) throw new ConsultError("unauthenticated");
  return signedIn.value.token;
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
