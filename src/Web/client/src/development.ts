import type { components } from "../generated/api.js";
import { sendOnce } from "./http.js";

/** Signs in whoever asks, at a development server. In production the issuer's token is used as it is. */
export async function signInForDevelopment(base: string, account: string, role: components["schemas"]["Role"]): Promise<components["schemas"]["SignInAnswer"]> {
  const request = { method: "POST", path: "/sign-in", body: JSON.stringify({ account, role }), attempt: 10_000 };
  return await sendOnce(base, request) as components["schemas"]["SignInAnswer"];
}
