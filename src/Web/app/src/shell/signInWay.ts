import { ConsultError } from "@consult/client";

/** How one signs in at this server. */
export type SignInWay =
  | { readonly kind: "development" }
  | { readonly kind: "oidc"; readonly authority: string; readonly clientId: string; readonly scope: string };

let known: Promise<SignInWay> | undefined;

/** Asks the server once; again after a failure. */
export function signInWay(): Promise<SignInWay> {
  known ??= ask().catch((error: unknown) => {
    known = undefined;
    throw error;
  });
  return known;
}

async function ask(): Promise<SignInWay> {
  // Not through the client: nobody is signed in yet.
  const response = await fetch("/sign-in").catch(() => null);
  if (!response?.ok) throw new ConsultError("no.answer");
  return (await response.json()) as SignInWay;
}
