import type { Schemas } from "@consult/client";
import { isRole, type Role } from "./roles";

/** Somebody as whom a newcomer to the demo signs in. */
export type Person = Schemas["DemoPerson"] & { readonly role: Role };

/** Who there is to sign in as: the people of the server's demo, otherwise nobody. */
export async function peopleOfDemo(): Promise<readonly Person[]> {
  try {
    // Not through the client: nobody is signed in yet.
    const answer = await fetch("/sign-in/people");
    const people = answer.ok ? ((await answer.json()) as readonly Schemas["DemoPerson"][]) : [];
    return people.filter((person): person is Person => isRole(person.role));
  } catch {
    // They are offered for convenience: whoever knows an account can still write it.
    return [];
  }
}
