import type { Schemas } from "@consult/client";
import { session } from "@/shell/session";
import { useLoad, type Load } from "@/ui/useLoad";
import type { Kind, KindTerms } from "./kinds";

export type Terms = Schemas["Terms"];

/** What each kind of consultation gives, as the operator has set it. */
export const useTerms = (): Load<Terms> => useLoad((signal) => session.client.get("/terms", { signal }));

export const termsOf = (terms: Terms | undefined, kind: Kind): KindTerms | undefined => terms?.kinds.find((one) => one.kind === kind);
