import { computed, onScopeDispose, toValue, watch, type ComputedRef, type MaybeRefOrGetter, type Ref } from "vue";
import { useActing } from "@/shell/acting";
import { session } from "@/shell/session";
import { throttle } from "@/ui/throttle";
import { useFeed } from "@/ui/useFeed";
import { useLoad } from "@/ui/useLoad";
import { readMembership, type MembershipView } from "./access";
import { emptyWriting, foldWriting, type OwnWriting } from "./membership";

/** What the patient whom this window acts for is in a group. */
export interface Member {
  /** Null when the patient has never been anything there, and for who acts for nobody. */
  readonly view: ComputedRef<MembershipView | null>;
  readonly isLoaded: ComputedRef<boolean>;
  readonly isJoined: ComputedRef<boolean>;
  readonly code: Readonly<Ref<string | null>>;
  readonly writing: Ref<OwnWriting>;
  reload(): Promise<void>;
}

/** How often the view is read again at most while the feed tells news, in milliseconds. */
const every = 500;

/** Follows it live: what the staff decides, and what is restored, earned and held. */
export function useMember(group: MaybeRefOrGetter<string>): Member {
  const isPatient = session.role.value === "patient";
  const acting = isPatient ? useActing() : null;
  const patient = computed(() => acting?.chosen.value?.patient ?? null);
  const load = useLoad(
    async (signal) => ({ of: patient.value, view: patient.value ? await readMembership(toValue(group), patient.value, signal) : null }),
    () => [toValue(group), patient.value],
  );
  const view = computed(() => load.data.value?.view ?? null);
  const feed = computed(() => (view.value ? `membership/${view.value.membership}` : null));
  const { state: writing, isCaughtUp } = useFeed(feed, emptyWriting, foldWriting);

  // The first reading may have been of a moment before the feed was.
  const again = throttle(() => void load.reload(), every);
  watch([isCaughtUp, () => writing.value.news], ([isNow]) => {
    if (isNow) again.run();
  });
  onScopeDispose(again.stop);

  return {
    view,
    isLoaded: computed(() => !acting || (acting.isLoaded.value && load.data.value?.of === patient.value)),
    isJoined: computed(() => view.value?.status === "joined"),
    code: load.code,
    writing,
    reload: load.reload,
  };
}
