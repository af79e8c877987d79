import { computed, effectScope, onScopeDispose, shallowRef, watch, type ComputedRef, type EffectScope } from "vue";
import type { PatientId } from "@consult/client";
import { useActing } from "@/shell/acting";
import { useFeed, type FollowedFeed } from "@/ui/useFeed";
import { emptyInbox, foldInbox, unreadOf, type Inbox } from "./inbox";

/** How many patients' inboxes one window follows. */
const most = 10;

export interface Inboxes {
  /** By patient. */
  readonly all: ComputedRef<ReadonlyMap<PatientId, Inbox>>;
  /** Whether all history is in them. */
  readonly isCaughtUp: ComputedRef<boolean>;
  readonly unread: ComputedRef<number>;
}

/** The inboxes of all patients for whom I act, live. */
export function useInboxes(): Inboxes {
  const { patients, isLoaded } = useActing();
  const followed = shallowRef<ReadonlyMap<PatientId, FollowedFeed<Inbox>>>(new Map());
  let scope: EffectScope | undefined;

  function follow(ids: readonly PatientId[]): void {
    scope?.stop();
    scope = effectScope(true);
    followed.value =
      scope.run(() => new Map(ids.map((id) => [id, useFeed(`patient/${id}`, emptyInbox, foldInbox)]))) ?? new Map();
  }

  watch(
    () => patients.value.slice(0, most).map(({ patient }) => patient),
    (ids, before) => {
      if (before === undefined || ids.join() !== before.join()) follow(ids);
    },
    { immediate: true },
  );
  onScopeDispose(() => scope?.stop());

  const all = computed(() => new Map([...followed.value].map(([id, { state }]) => [id, state.value])));
  return {
    all,
    isCaughtUp: computed(() => isLoaded.value && [...followed.value.values()].every((feed) => feed.isCaughtUp.value || feed.code.value !== null)),
    unread: computed(() => [...all.value.values()].reduce((sum, inbox) => sum + unreadOf(inbox), 0)),
  };
}
