import type { Schemas } from "@consult/client";
import { session } from "@/shell/session";

export type DoctorEntry = Schemas["DoctorEntry"];

/** As many as a page of the server holds, and as many pages as are read to look for a name in. */
const page = 100;
const mostPages = 5;

/** The doctors who may practise, at most 500 of them. */
export async function readDoctors(signal: AbortSignal): Promise<readonly DoctorEntry[]> {
  const all: DoctorEntry[] = [];
  let after: string | undefined;
  for (let read = 0; read < mostPages; read++) {
    const { doctors, next } = await session.client.get("/doctors", { query: { licensed: true, limit: page, after }, signal });
    all.push(...doctors);
    if (!next) break;
    after = next;
  }
  return all;
}

/** Those who have every word of the text somewhere in name, title, department or hospital. */
export function matching(doctors: readonly DoctorEntry[], text: string): DoctorEntry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return doctors.filter(({ name, title, department, hospital }) => {
    const said = `${name} ${title} ${department} ${hospital}`.toLowerCase();
    return words.every((word) => said.includes(word));
  });
}
