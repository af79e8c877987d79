import { computed, inject, provide, reactive, type ComputedRef, type InjectionKey, type Ref } from "vue";
import type { AccountId, DoctorId, Schemas } from "@consult/client";
import { t } from "@/shell/language";
import { session } from "@/shell/session";
import { useFeed, type FollowedFeed } from "@/ui/useFeed";
import { useTreated } from "@/ui/useTreated";
import { foldConversation } from "./fold";
import { emptyConversation, type Conversation } from "./model";
import { sideOf, type Side } from "./permission";
import { useOutgoing, type Outgoing } from "./useOutgoing";

type Doctor = Schemas["DoctorView"];

/** What all parts of the page share. */
export interface Talk {
  readonly id: string;
  readonly feed: FollowedFeed<Conversation>;
  readonly state: Ref<Conversation>;
  readonly side: ComputedRef<Side>;
  readonly outgoing: Outgoing;
  readonly patient: ComputedRef<Schemas["Treated"] | null>;
  readonly patientName: ComputedRef<string>;
  readonly doctorName: ComputedRef<string>;
  /** The name of a doctor; read when it is first needed. */
  nameOf(doctor: DoctorId): string;
  doctorOf(doctor: DoctorId): Doctor | null;
  /** The doctor behind an account that writes here. */
  writerOf(account: AccountId | undefined): DoctorId | null;
}

const key: InjectionKey<Talk> = Symbol("talk");

export function useTalk(): Talk {
  const talk = inject(key);
  if (!talk) throw new Error("This component belongs into a conversation.");
  return talk;
}

/** Follows a consultation for the page and all in it. */
export function provideTalk(id: string): Talk {
  const outgoing = useOutgoing(() => id);
  const feed = useFeed(`consultation/${id}`, emptyConversation, (state, event) => {
    foldConversation(state, event);
    outgoing.settle(event);
  });
  const { state } = feed;
  const treated = useTreated(() => id);
  const doctors = useDoctors();
  const talk: Talk = {
    id,
    feed,
    state,
    outgoing,
    side: computed(() => sideOf(state.value, session.account.value, session.role.value)),
    patient: computed(() => treated.data.value ?? null),
    patientName: computed(() => treated.data.value?.name ?? t("conversation.patientTitle")),
    doctorName: computed(() => {
      const { doctor } = state.value;
      return doctor === null ? t("conversation.anyDoctor") : doctors.nameOf(doctor);
    }),
    nameOf: doctors.nameOf,
    doctorOf: doctors.doctorOf,
    writerOf: (account) => {
      if (account === undefined || account === state.value.doctorAccount) return state.value.doctor;
      return state.value.opinions.find((opinion) => opinion.account === account)?.doctor ?? null;
    },
  };
  provide(key, talk);
  return talk;
}

function useDoctors(): Pick<Talk, "nameOf" | "doctorOf"> {
  const known = reactive(new Map<DoctorId, Doctor>());
  const asked = new Set<DoctorId>();

  async function read(doctor: DoctorId): Promise<void> {
    if (asked.has(doctor)) return;
    asked.add(doctor);
    try {
      known.set(doctor, await session.client.get("/doctors/{doctor}", { path: { doctor } }));
    } catch {
      // A name is missing then, nothing else; it is asked for again when the page is opened again.
    }
  }

  function doctorOf(doctor: DoctorId): Doctor | null {
    void read(doctor);
    return known.get(doctor) ?? null;
  }

  return { doctorOf, nameOf: (doctor) => doctorOf(doctor)?.name ?? t("conversation.doctorTitle") };
}
