import { computed, onScopeDispose, watch, type ComputedRef } from "vue";
import { session } from "@/shell/session";
import { useCommand, type Command } from "@/ui/useCommand";
import { useFeed } from "@/ui/useFeed";
import { emptyInterview, foldInterview, openQuestion, type Asked, type Interview } from "./interview";
import type { Talk } from "./talk";

// It opens a moment after the request; until then it is nobody's to read.
const firstWait = 500;
const mostTries = 20;

export interface FollowedInterview {
  readonly state: ComputedRef<Interview>;
  /** Whether it is going on, or was until now. */
  readonly isShown: ComputedRef<boolean>;
  readonly question: ComputedRef<Asked | undefined>;
}

/** The questions before a doctor joins, as long as none has; afterwards their summary stands in the conversation. */
export function useInterview(talk: Talk): FollowedInterview {
  const { id, state: consultation } = talk;
  const isBefore = computed(
    () => consultation.value.hasInterview && (consultation.value.status === "requested" || consultation.value.status === "waiting"),
  );
  const feed = useFeed(() => (isBefore.value ? `interview/${id}` : null), emptyInterview, foldInterview);
  let tries = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  watch(feed.code, (code) => {
    if (code !== "forbidden" || tries >= mostTries) return;
    timer = setTimeout(() => feed.retry(), firstWait * Math.min(++tries, 6));
  });
  onScopeDispose(() => clearTimeout(timer));

  return {
    state: computed(() => feed.state.value),
    isShown: computed(() => isBefore.value && feed.state.value.isOpened),
    question: computed(() => (isBefore.value ? openQuestion(feed.state.value) : undefined)),
  };
}

export interface InterviewCommands {
  readonly answer: Command<[question: number, text: string], unknown>;
  readonly skip: Command<[question: number], unknown>;
  readonly stop: Command<[], unknown>;
}

export function useInterviewCommands(id: string): InterviewCommands {
  const path = { id };
  return {
    answer: useCommand((command, question: number, text: string) =>
      session.client.command("POST", "/consultations/{id}/interview/answers", { path, body: { question, text }, id: command }),
    ),
    skip: useCommand((command, question: number) =>
      session.client.command("POST", "/consultations/{id}/interview/skip", { path, body: { question }, id: command }),
    ),
    stop: useCommand((command) => session.client.command("POST", "/consultations/{id}/interview/stop", { path, id: command })),
  };
}
