import { features } from "@/features";
import type { NavItem } from "./feature";
import type { Role } from "./roles";

/** The entries of a role, in order. */
export function navOf(role: Role): NavItem[] {
  return features
    .flatMap((feature) => feature.nav ?? [])
    .filter((item) => item.roles.includes(role))
    .sort((a, b) => a.order - b.order);
}

/** Where a role starts. */
export function homeOf(role: Role): string {
  return navOf(role)[0]?.to ?? "/me";
}

/** Whether something is an address of these pages: a link to the sign-in must not be able to lead elsewhere afterwards. */
export function isOwnPath(path: unknown): path is string {
  return typeof path === "string" && /^\/(?![/\\])/.test(path);
}
