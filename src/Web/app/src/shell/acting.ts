import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from "vue";
import type { ConsultClient } from "@consult/client";
import { chosenOf } from "./chosen";
import { codeOf } from "./errors";
import { readMe, type MyPatient } from "./me";
import { session } from "./session";

/** Whom this window acts for: one choice for all pages. */
export interface Acting {
  /** The patients of this account. */
  readonly patients: Readonly<ShallowRef<readonly MyPatient[]>>;
  /** The one who is acted for; null while none is known. */
  readonly chosen: ComputedRef<MyPatient | null>;
  /** False until `patients` has been read. */
  readonly isLoaded: Readonly<Ref<boolean>>;
  /** Why the patients could not be read. */
  readonly code: Readonly<Ref<string | null>>;
  choose(patient: string): void;
  /** Reads the patients again, as after one has been registered. */
  reload(): Promise<void>;
}

/** In sessionStorage, as the sign-in is: two windows can act for two patients. */
const storageKey = "consult.acting";

/** The choice belongs to the client of one session; another account starts with its own. */
let shared: { client: ConsultClient; acting: Acting } | undefined;

/** For whom this window acts. Every caller sees the same; the patients are read once, at the first call. */
export function useActing(): Acting {
  const { client } = session;
  if (shared?.client !== client) shared = { client, acting: begin() };
  return shared.acting;
}

function begin(): Acting {
  const patients = shallowRef<readonly MyPatient[]>([]);
  const isLoaded = ref(false);
  const code = ref<string | null>(null);
  const wanted = ref(sessionStorage.getItem(storageKey));
  let running: AbortController | undefined;

  async function reload(): Promise<void> {
    running?.abort();
    const { signal } = (running = new AbortController());
    try {
      const me = await readMe(signal);
      if (signal.aborted) return;
      patients.value = me.patients;
      isLoaded.value = true;
      code.value = null;
    } catch (error) {
      if (!signal.aborted) code.value = codeOf(error);
    }
  }

  function choose(patient: string): void {
    wanted.value = patient;
    sessionStorage.setItem(storageKey, patient);
  }

  void reload();
  return { patients, chosen: computed(() => chosenOf(patients.value, wanted.value)), isLoaded, code, choose, reload };
}
