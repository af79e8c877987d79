import type { User, UserManager } from "oidc-client-ts";
import type { SignInWay } from "./signInWay";

/** The sign-in at an OpenID Connect issuer: authorization code with PKCE. Its tokens stay in this tab. */

type Oidc = Extract<SignInWay, { kind: "oidc" }>;

let manager: Promise<UserManager> | undefined;

function managerOf(way: Oidc): Promise<UserManager> {
  manager ??= make(way);
  return manager;
}

async function make(way: Oidc): Promise<UserManager> {
  // Loaded when it is needed: a development server never does.
  const { UserManager, WebStorageStateStore } = await import("oidc-client-ts");
  const pages = new URL(import.meta.env.BASE_URL, location.origin);
  return new UserManager({
    authority: way.authority,
    client_id: way.clientId,
    scope: way.scope,
    redirect_uri: new URL("signed-in", pages).href,
    post_logout_redirect_uri: new URL("sign-in", pages).href,
    // What is kept of a sign-in under way is in localStorage, where the window of `renewInWindow` finds it; no token is.
    userStore: new WebStorageStateStore({ store: sessionStorage }),
    // The client says when it needs a newer token.
    automaticSilentRenew: false,
  });
}

/** Goes to the issuer; `finish` tells where to go on afterwards. */
export async function leaveForIssuer(way: Oidc, next: string): Promise<void> {
  await (await managerOf(way)).signinRedirect({ state: next });
}

/** Back from the issuer. Null in the window that was opened to sign in again: that one closes itself. */
export async function comeBack(way: Oidc): Promise<{ token: string; next: string } | null> {
  const user = await (await managerOf(way)).signinCallback();
  return user ? { token: user.access_token, next: typeof user.state === "string" ? user.state : "/" } : null;
}

/** A newer token without asking the person; null when the issuer gave nothing to do that with. */
export async function renewQuietly(way: Oidc): Promise<string | null> {
  const users = await managerOf(way);
  const user = await users.getUser();
  if (!user?.refresh_token) return null;
  const renewed: User | null = await users.signinSilent().catch(() => null);
  return renewed?.access_token ?? null;
}

/** A newer token by a window in which the person signs in again, so that this page and what it was doing stay. */
export async function renewInWindow(way: Oidc): Promise<string> {
  const user = await (await managerOf(way)).signinPopup({ prompt: "login" });
  return user.access_token;
}

/** Ends the sign-in at the issuer too: whoever uses this device next must not come in without a password. */
export async function leaveIssuer(way: Oidc): Promise<void> {
  const users = await managerOf(way);
  try {
    await users.signoutRedirect();
  } catch {
    // Not every issuer offers it.
    await users.removeUser();
  }
}
