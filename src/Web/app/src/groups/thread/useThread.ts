import { computed, watch, type ComputedRef, type Ref, type ShallowRef } from "vue";
import type { Schemas } from "@consult/client";
import { useActing } from "@/shell/acting";
import { session } from "@/shell/session";
import { useFeed } from "@/ui/useFeed";
import { useLoad } from "@/ui/useLoad";
import { useNews } from "@/ui/useNews";
import { readDesk, readMembership, type MembershipView } from "../access";
import { emptyThread, foldThread, groupOf, type Thread } from "./thread";

/** What a thread's page knows besides the texts. */
export interface ThreadFacts {
  readonly group: Schemas["GroupView"];
  readonly isStaff: boolean;
  readonly shown: Schemas["ShownThread"];
}

export interface FollowedThread {
  readonly thread: Ref<Thread>;
  readonly isCaughtUp: Readonly<Ref<boolean>>;
  readonly facts: Readonly<ShallowRef<ThreadFacts | undefined>>;
  readonly code: ComputedRef<string | null>;
  retry(): void;
  /** Reads again what the feed does not tell. */
  reload(): Promise<void>;
}

/** A thread, live: texts from its feed, and read again what the feed does not tell. */
export function useThread(id: () => string): FollowedThread {
  const { state: thread, isCaughtUp, code, retry } = useFeed(() => `thread/${id()}`, emptyThread, foldThread);
  const facts = useLoad(async (signal) => {
    const group = groupOf(id());
    const [view, desk, shown] = await Promise.all([
      session.client.get("/groups/{group}", { path: { group }, signal }),
      readDesk(group, signal),
      session.client.get("/threads/{thread}", { path: { thread: id() }, signal }),
    ]);
    return { group: view, isStaff: desk !== null, shown };
  }, id);
  useNews(() => `thread/${id()}`, () => void facts.reload());

  return {
    thread,
    isCaughtUp,
    facts: facts.data,
    code: computed(() => code.value ?? (facts.data.value ? null : facts.code.value)),
    retry: () => {
      retry();
      void facts.reload();
    },
    reload: facts.reload,
  };
}

/**
 * Acts for who asked when it is one of my patients: a note in the inbox leads here, whoever was chosen before. Once, so
 * that a choice that is made here stays.
 */
export function useAskerActing(id: () => string, asker: () => string | null): void {
  if (session.role.value !== "patient") return;
  const acting = useActing();
  const stop = watch(
    () => [asker(), acting.isLoaded.value] as const,
    async ([wanted, isLoaded]) => {
      if (!wanted || !isLoaded || acting.patients.value.length < 2) return;
      stop.stop();
      const found = await membershipsOfMine(groupOf(id()), acting.patients.value.map(({ patient }) => patient));
      const mine = found.find((one) => one.membership === wanted);
      if (mine) acting.choose(mine.patient);
    },
    { immediate: true },
  );
}

async function membershipsOfMine(group: string, patients: readonly string[]): Promise<MembershipView[]> {
  const { signal } = new AbortController();
  // Whose memberships cannot be read is not who asked.
  const all = await Promise.all(patients.map((patient) => readMembership(group, patient, signal).catch(() => null)));
  return all.filter((one) => one !== null);
}
