import { isRole, type Role } from "./roles";

/** A sign-in that a person may want to repeat. No token: those stay in sessionStorage. */
export interface RecentSignIn {
  readonly account: string;
  readonly role: Role;
}

const storageKey = "consult.recent";
const most = 6;

/** The list with one sign-in moved or added to its front. */
export function withRecent(list: readonly RecentSignIn[], one: RecentSignIn): RecentSignIn[] {
  return [one, ...list.filter((other) => other.account !== one.account || other.role !== one.role)].slice(0, most);
}

export function recentSignIns(): RecentSignIn[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(storageKey) ?? "[]");
    return Array.isArray(stored) ? stored.filter(isRecent).slice(0, most) : [];
  } catch {
    // Somebody else's entry under our name is no reason to keep a person from signing in.
    return [];
  }
}

export function remember(one: RecentSignIn): void {
  localStorage.setItem(storageKey, JSON.stringify(withRecent(recentSignIns(), one)));
}

function isRecent(value: unknown): value is RecentSignIn {
  if (typeof value !== "object" || value === null) return false;
  const { account, role } = value as Record<string, unknown>;
  return typeof account === "string" && isRole(role);
}
