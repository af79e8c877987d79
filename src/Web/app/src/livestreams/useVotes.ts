import { computed, onScopeDispose, reactive, ref, shallowRef, watch, type ComputedRef } from "vue";
import { newCommandId, type Schemas } from "@consult/client";
import { sentenceOf } from "@/shell/codes";
import { codeOf } from "@/shell/errors";
import { session } from "@/shell/session";
import { notify } from "@/ui/notify";
import { queueOf, withMyWish, type Question, type Votes } from "./questions";
import type { FollowedRoom } from "./useRoom";

/** The questions of a livestream with their votes. */
export interface VotedQuestions {
  /** Those that wait, first who is next. */
  readonly queue: ComputedRef<readonly Question[]>;
  readonly answering: ComputedRef<Question | null>;
  /** Answered and dismissed ones, the last one first. */
  readonly done: ComputedRef<readonly Question[]>;
  /** Those that a moderator hid. */
  readonly hidden: ComputedRef<readonly Question[]>;
  /** My own, in every state. */
  readonly mine: ComputedRef<readonly Schemas["QuestionView"][]>;
  votesOf(question: number): Votes;
  /** Votes, or takes the vote back: it counts at once on the page. */
  toggle(question: number): Promise<void>;
  /** Reads my own and my votes again. */
  reload(): Promise<void>;
}

const none: Votes = { votes: 0, hasMine: false, isMine: false };
/** As many as a page of the server holds. */
const page = 100;
/** The room's viewers must not all ask again at the same moment. */
const spread = 2_000;

/**
 * Staff hears every vote in the feed. To viewers the server tells numbers: of the first 20 each second, of the others when the
 * page asks, which it does when the set of questions changes.
 */
export function useVotes(id: string, { room, now, isCaughtUp }: FollowedRoom, isStaff: boolean): VotedQuestions {
  const told = shallowRef<ReadonlyMap<number, Votes>>(new Map());
  const own = shallowRef<readonly Schemas["QuestionView"][]>([]);
  const wishes = reactive(new Map<number, boolean>());
  const all = shallowRef<readonly Question[]>([]);
  const change = (): readonly [object, number] => [room.value.questions, room.value.questions.version];
  watch(change, () => (all.value = [...room.value.questions.all.values()]), { immediate: true });

  function votesOf(number: number): Votes {
    const folded = room.value.questions.all.get(number)?.votes ?? 0;
    const known = told.value.get(number) ?? none;
    return isStaff ? { ...none, votes: folded } : withMyWish(known, wishes.get(number));
  }

  // Sorted by what is known, not by one's own wish: a question must not jump away under the finger.
  const weightOf = ({ question, votes }: Question): number => (isStaff ? votes : (told.value.get(question)?.votes ?? 0));
  const queue = computed(() => queueOf(all.value, weightOf));
  const answering = computed(() => all.value.find(({ status, isHidden }) => status === "answering" && !isHidden) ?? null);
  const done = computed(() =>
    all.value.filter(({ status, text }) => text !== null && (status === "answered" || (isStaff && status === "dismissed"))).toReversed(),
  );

  const hidden = computed(() => all.value.filter(({ isHidden }) => isHidden));

  const leave = new AbortController();
  const isReading = ref(false);
  async function reload(): Promise<void> {
    if (isStaff || isReading.value) return;
    isReading.value = true;
    try {
      const read = (query: { status?: Schemas["QuestionStatus"]; mine?: boolean }) =>
        session.client.get("/livestreams/{id}/questions", { path: { id }, query: { ...query, limit: page }, signal: leave.signal });
      const [mine, ...others] = await Promise.all([
        read({ mine: true }),
        ...(["open", "picked", "answering", "answered"] as const).map((status) => read({ status })),
      ]);
      const next = new Map(told.value);
      for (const one of [mine, ...others].flatMap(({ questions }) => questions))
        next.set(one.question, { votes: one.votes, hasMine: one.hasMyVote, isMine: one.isMine });
      told.value = next;
      own.value = mine.questions;
    } catch {
      // The numbers stay as they were; the feed says by itself when the room cannot be read.
    } finally {
      isReading.value = false;
    }
  }

  let later: ReturnType<typeof setTimeout> | undefined;
  watch([isCaughtUp, all], ([caughtUp]) => {
    if (!caughtUp || isStaff || later !== undefined) return;
    later = setTimeout(() => {
      later = undefined;
      void reload();
    }, room.value.questions.all.size > 0 ? Math.random() * spread : 0);
  });
  watch(now, (latest) => {
    if (!latest) return;
    const next = new Map(told.value);
    for (const { question, votes } of latest.top) next.set(question, { ...(next.get(question) ?? none), votes });
    told.value = next;
  });
  onScopeDispose(() => {
    clearTimeout(later);
    leave.abort();
  });

  async function toggle(question: number): Promise<void> {
    if (wishes.has(question)) return;
    const known = told.value.get(question) ?? none;
    const wish = !known.hasMine;
    wishes.set(question, wish);
    const details = { path: { id, seq: question }, id: newCommandId() };
    try {
      if (wish) await session.client.command("PUT", "/livestreams/{id}/questions/{seq}/vote", details);
      else await session.client.command("DELETE", "/livestreams/{id}/questions/{seq}/vote", details);
      const latest = told.value.get(question) ?? none;
      // Numbers told meanwhile may hold the vote already: what was known when it was given decides.
      const counted = latest.votes === known.votes ? latest.votes + (wish ? 1 : -1) : latest.votes;
      told.value = new Map(told.value).set(question, { ...latest, hasMine: wish, votes: counted });
    } catch (error) {
      notify(sentenceOf(codeOf(error)));
    } finally {
      wishes.delete(question);
    }
  }

  return { queue, answering, done, hidden, mine: computed(() => own.value), votesOf, toggle, reload };
}
