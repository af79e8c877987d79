import { computed, ref, type ComputedRef, type Ref } from "vue";
import { session } from "@/shell/session";
import { useCommand } from "@/ui/useCommand";
import { readDrugs } from "../drugs";
import { contentOf, emptyForm, formOf, problemsOf, type Content, type FieldProblem, type PrescriptionForm } from "./form";
import { placeOf, type Refusal } from "./refusal";

export interface Draft {
  readonly form: Ref<PrescriptionForm>;
  /** Its key, once it has been saved. */
  readonly key: Ref<string | null>;
  /** What is missing, once somebody has tried to save. */
  readonly problems: ComputedRef<readonly FieldProblem[]>;
  /** What the server refused, and where it belongs. */
  readonly refusal: ComputedRef<(Refusal & { readonly code: string }) | null>;
  readonly isPending: ComputedRef<boolean>;
  open(key: string): Promise<void>;
  /** Saves what was changed; true when the server has all of it. */
  save(): Promise<boolean>;
  /** Saves, and signs. */
  sign(): Promise<boolean>;
}

/** A prescription while it is written: saved as a draft, and then signed. */
export function useDraft(consultation: string): Draft {
  const form = ref<PrescriptionForm>(emptyForm());
  const key = ref<string | null>(null);
  const isTried = ref(false);
  const refused = ref<string | null>(null);
  /** What the server has, as text, so that nothing is sent twice. */
  let saved = "";

  const store = useCommand(
    async (id, content: Content, draft: string | null) => {
      const { client } = session;
      if (draft === null) return (await client.command("POST", "/prescriptions", { body: { consultation, content }, id })).id;
      await client.command("PUT", "/prescriptions/{id}/content", { path: { id: draft }, body: content, id });
      return draft;
    },
    { isQuiet: true },
  );
  const signature = useCommand(
    (id, draft: string) => session.client.command("POST", "/prescriptions/{id}/sign", { path: { id: draft }, id }),
    { isQuiet: true },
  );

  async function open(draft: string): Promise<void> {
    const { content, status } = await session.client.get("/prescriptions/{id}", { path: { id: draft } });
    if (status !== "draft") return;
    form.value = formOf(content, await readDrugs(content.items.map(({ drug }) => drug)));
    key.value = draft;
    saved = JSON.stringify(contentOf(form.value));
  }

  async function save(): Promise<boolean> {
    isTried.value = true;
    refused.value = null;
    const content = contentOf(form.value);
    if (!content) return false;
    if (key.value && JSON.stringify(content) === saved) return true;
    const stored = await store.run(content, key.value);
    refused.value = store.code.value;
    if (!stored) return false;
    key.value = stored;
    saved = JSON.stringify(content);
    return true;
  }

  async function sign(): Promise<boolean> {
    if (!(await save()) || key.value === null) return false;
    const isSigned = (await signature.run(key.value)) !== undefined;
    refused.value = signature.code.value;
    return isSigned;
  }

  return {
    form,
    key,
    problems: computed(() => (isTried.value ? problemsOf(form.value) : [])),
    refusal: computed(() => (refused.value ? { code: refused.value, ...placeOf(refused.value, form.value) } : null)),
    isPending: computed(() => store.isPending.value || signature.isPending.value),
    open,
    save,
    sign,
  };
}
