import type { Schemas } from "@consult/client";
import { session } from "@/shell/session";

export type Drug = Schemas["Drug"];

/** Drugs whose code or name holds a text. */
export async function searchDrugs(search: string, signal?: AbortSignal): Promise<readonly Drug[]> {
  return (await session.client.get("/formulary", { query: { search }, signal })).drugs;
}

/** The drugs of a prescription by their codes; one that the formulary no longer lists is missing. */
export async function readDrugs(codes: readonly string[], signal?: AbortSignal): Promise<ReadonlyMap<string, Drug>> {
  const found = await Promise.all(
    codes.map(async (code) => (await searchDrugs(code, signal)).find((drug) => drug.code === code)),
  );
  return new Map(found.flatMap((drug) => (drug ? [[drug.code, drug]] : [])));
}
