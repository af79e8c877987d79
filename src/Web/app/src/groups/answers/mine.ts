import type { Schemas } from "@consult/client";
import { codeOf } from "@/shell/errors";
import { readMe } from "@/shell/me";
import { session } from "@/shell/session";
import { readMembership } from "../access";

/**
 * Whether one of my patients asked it. A published answer does not tell who asked, so what tells it is the thread, which
 * members read.
 */
export async function readIsMine(answer: Schemas["FeaturedView"], signal: AbortSignal): Promise<boolean> {
  if (session.role.value !== "patient") return false;
  const { patients } = await readMe(signal);
  const memberships = await Promise.all(patients.map(({ patient }) => readMembership(answer.group, patient, signal)));
  // Nobody else of the patients reads what is not public.
  if (answer.status !== "published") return true;
  const mine = memberships.flatMap((one) => (one ? [one.membership] : []));
  if (mine.length === 0) return false;
  try {
    const { asker } = await session.client.get("/threads/{thread}", { path: { thread: answer.thread }, signal });
    return mine.includes(asker);
  } catch (error) {
    // Who has left the group no longer reads the thread, but may still withdraw: the server decides.
    if (codeOf(error) === "forbidden") return memberships.some((one) => one !== null && one.status !== "joined");
    throw error;
  }
}
