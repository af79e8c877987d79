import { ConsultError, type Schemas } from "@consult/client";
import { session } from "@/shell/session";

/** The consent texts that these pages show, as the record keeps them; a change of a text is a new version. */
export const consentText = { textVersion: "2026-01", channel: "web" };

export type Desk = Schemas["GroupDeskPage"];
export type MembershipView = Schemas["MembershipView"];

/** What waits for the staff of a group; null for everybody else. */
export async function readDesk(group: string, signal: AbortSignal): Promise<Desk | null> {
  if (session.role.value === "patient" || session.role.value === "pharmacist") return null;
  try {
    return await session.client.get("/groups/{group}/desk", { path: { group }, signal });
  } catch (error) {
    if (error instanceof ConsultError && error.code === "forbidden") return null;
    throw error;
  }
}

/** How many pages of memberships are looked through: more groups than anybody is in. */
const mostPages = 10;

/** What a patient is in a group; null when they have never been anything there. */
export async function readMembership(group: string, patient: string, signal: AbortSignal): Promise<MembershipView | null> {
  let after: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const { memberships, next } = await session.client.get("/memberships", { query: { patient, limit: 100, after }, signal });
    const found = memberships.find((one) => one.group === group);
    if (found) return session.client.get("/memberships/{membership}", { path: { membership: found.id }, signal });
    if (!next) return null;
    after = next;
  }
  return null;
}

/** How often it is asked whether the group knows a new member, and the pause before the next time, in milliseconds. */
const mostAsked = 10;
const pause = 200;

/**
 * Waits until the patient's side may read the group. The group hears of a new member a moment after the member does, so
 * `forbidden` is asked again.
 */
export async function readIsAdmitted(group: string, signal: AbortSignal): Promise<true> {
  for (let asked = 1; ; asked++) {
    try {
      await session.client.get("/groups/{group}/threads", { path: { group }, query: { limit: 1 }, signal });
      return true;
    } catch (error) {
      const isTooEarly = error instanceof ConsultError && error.code === "forbidden" && asked < mostAsked;
      if (!isTooEarly) throw error;
      await new Promise((resolve) => setTimeout(resolve, asked * pause));
    }
  }
}
