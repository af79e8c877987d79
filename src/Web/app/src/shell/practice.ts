import { computed, ref, shallowRef, type ComputedRef, type Ref, type ShallowRef } from "vue";
import type { ConsultClient, Schemas } from "@consult/client";
import { codeOf } from "./errors";
import { readMe } from "./me";
import { session } from "./session";

export type DoctorProfile = Schemas["DoctorView"];

/** As which doctor this window works: one choice for all pages. */
export interface Practice {
  /** The profiles of this account. */
  readonly doctors: Readonly<ShallowRef<readonly DoctorProfile[]>>;
  /** The one that works here; null while none is known. */
  readonly chosen: ComputedRef<DoctorProfile | null>;
  /** False until `doctors` has been read. */
  readonly isLoaded: Readonly<Ref<boolean>>;
  /** Why the profiles could not be read. */
  readonly code: Readonly<Ref<string | null>>;
  choose(doctor: string): void;
  /** Reads the profiles again, as after one has been registered or changed. */
  reload(): Promise<void>;
}

/** In sessionStorage, as the sign-in is: two windows can work as two doctors. */
const storageKey = "consult.practice";

/** The choice belongs to the client of one session; another account starts with its own. */
let shared: { client: ConsultClient; practice: Practice } | undefined;

/** As which doctor this window works. Every caller sees the same; the profiles are read once, at the first call. */
export function usePractice(): Practice {
  const { client } = session;
  if (shared?.client !== client) shared = { client, practice: begin() };
  return shared.practice;
}

function begin(): Practice {
  const doctors = shallowRef<readonly DoctorProfile[]>([]);
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
      doctors.value = me.doctors;
      isLoaded.value = true;
      code.value = null;
    } catch (error) {
      if (!signal.aborted) code.value = codeOf(error);
    }
  }

  function choose(doctor: string): void {
    wanted.value = doctor;
    sessionStorage.setItem(storageKey, doctor);
  }

  void reload();
  const chosen = computed(() => doctors.value.find(({ doctor }) => doctor === wanted.value) ?? doctors.value[0] ?? null);
  return { doctors, chosen, isLoaded, code, choose, reload };
}
