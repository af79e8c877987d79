import type { Schemas } from "@consult/client";
import { session } from "@/shell/session";

/** What the staff does about a member. */
export type MemberAct =
  | { readonly kind: "mute"; readonly hours: number }
  | { readonly kind: "grant"; readonly count: number }
  | { readonly kind: "unmute" | "remove" | "ban" | "unban" | "mentor" | "unmentor" };

/** Sends it under its id. */
export function sendAct(membership: string, act: MemberAct, id: string): Promise<Schemas["Done"]> {
  const { client } = session;
  const path = { membership };
  switch (act.kind) {
    case "mute":
      return client.command("POST", "/memberships/{membership}/mute", { path, body: { hours: act.hours }, id });
    case "grant":
      return client.command("POST", "/memberships/{membership}/grants", { path, body: { count: act.count }, id });
    case "mentor":
      return client.command("PUT", "/memberships/{membership}/mentor", { path, id });
    case "unmentor":
      return client.command("DELETE", "/memberships/{membership}/mentor", { path, id });
    case "unmute":
      return client.command("POST", "/memberships/{membership}/unmute", { path, id });
    case "remove":
      return client.command("POST", "/memberships/{membership}/remove", { path, id });
    case "ban":
      return client.command("POST", "/memberships/{membership}/ban", { path, id });
    case "unban":
      return client.command("POST", "/memberships/{membership}/unban", { path, id });
  }
}
