import type { ConsultClient } from "@consult/client";
import { session } from "@/shell/session";
import { useLoad, type Load } from "./useLoad";

const most = 200;

/** Reads by id what lists name again and again, such as doctors: once for all of them, up to a page's life old. */
export function knownBy<Id extends string, T>(read: (client: ConsultClient, id: Id) => Promise<T>): (id: () => Id | null) => Load<T | null> {
  let known: { client: ConsultClient; of: Map<Id, Promise<T>> } | undefined;
  const ask = (id: Id): Promise<T> => {
    const { client } = session;
    if (known?.client !== client || known.of.size >= most) known = { client, of: new Map() };
    const { of } = known;
    const asked = of.get(id) ?? read(client, id);
    of.set(id, asked);
    // What failed is asked again the next time.
    asked.catch(() => of.delete(id));
    return asked;
  };
  return (id) =>
    useLoad(async () => {
      const asked = id();
      return asked === null ? null : await ask(asked);
    }, id);
}
