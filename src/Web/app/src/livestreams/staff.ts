import { ConsultError, type Schemas } from "@consult/client";
import { session } from "@/shell/session";

export type Moderation = Schemas["ModerationView"];

/** What waits for those who host or moderate; null for everybody else. */
export async function readModeration(id: string, signal: AbortSignal): Promise<Moderation | null> {
  if (session.role.value === "patient" || session.role.value === "pharmacist") return null;
  try {
    return await session.client.get("/livestreams/{id}/moderation", { path: { id }, signal });
  } catch (error) {
    if (error instanceof ConsultError && error.code === "forbidden") return null;
    throw error;
  }
}
