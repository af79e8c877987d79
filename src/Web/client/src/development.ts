import type { components } from "../generated/api.js";
import { systemClock } from "./clock.js";
import { sendOnce } from "./http.js";
import { persist } from "./persistence.js";

type SignedIn = components["schemas"]["SignInAnswer"];

// Nobody is signed in yet.
const noTokens = { get: async () => "", renew: async () => {} };

/** Signs in whoever asks, at a development server. In production the issuer's token is used as it is. */
export function signInForDevelopment(base: string, account: string, role: components["schemas"]["Role"]): Promise<SignedIn> {
  const request = { method: "POST", path: "/sign-in", body: JSON.stringify({ account, role }), attempt: 10_000 };
  return persist(async () => (await sendOnce(base, request)) as SignedIn, { clock: systemClock, deadline: 60_000, tokens: noTokens });
}
