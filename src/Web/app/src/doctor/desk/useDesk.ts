import { computed, onScopeDispose, type ComputedRef } from "vue";
import { session } from "@/shell/session";
import { throttle } from "@/ui/throttle";
import { useLoad, type Load } from "@/ui/useLoad";
import { useNews } from "@/ui/useNews";
import { groupDesk, type Desk, type DeskGroups } from "./desk";

export interface FollowedDesk {
  readonly load: Load<Desk>;
  readonly groups: ComputedRef<DeskGroups | null>;
  /** Something happened in a consultation on it: it is read again soon. */
  refresh(): void;
}

/** A doctor's desk, read again when the doctor's feed says that it changed. */
export function useDesk(doctor: string): FollowedDesk {
  const load = useLoad((signal) => session.client.get("/doctors/{doctor}/desk", { path: { doctor }, signal }));
  // A dozen consultations may move in the same moment.
  const { run: refresh, stop } = throttle(() => void load.reload(), 500);
  onScopeDispose(stop);
  useNews(`doctor/${doctor}`, refresh);
  return { load, groups: computed(() => (load.data.value ? groupDesk(load.data.value) : null)), refresh };
}
