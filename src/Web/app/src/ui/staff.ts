import type { AccountId, Schemas } from "@consult/client";
import { hasWords } from "./words";

export type StaffEntry = Schemas["StaffEntry"];

/**
 * Those of the staff who may assist and have every word of the text in their name or account; one who has not signed in yet
 * may. An account that nobody has named is found by the whole of its id.
 */
export function assisting(staff: readonly StaffEntry[], text: string): { id: AccountId; name: string }[] {
  const named = staff.filter(({ id, name, roles }) => hasWords(`${name} ${id}`, text) && (roles.length === 0 || roles.includes("assistant")));
  const id = text.trim();
  return named.length > 0 || staff.some((one) => one.id === id) || !/^[A-Za-z0-9._-]{1,64}$/.test(id) ? named : [{ id, name: id }];
}
