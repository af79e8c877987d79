import type { ConsultEvent, Schemas } from "@consult/client";

/** A question, or what was written under it. */
export interface ThreadPost {
  /** The number of its first event: what the commands name it by. */
  readonly seq: number;
  readonly kind: Schemas["PostKind"];
  readonly at: string;
  /** Of a member; an answer has neither. */
  readonly membership: string | null;
  readonly nickname: string | null;
  /** Masked by the server; null when it may no longer be shown. */
  text: string | null;
  isHidden: boolean;
  helpful: number;
}

/** A thread as its feed tells it. */
export interface Thread {
  /** Who asked; everybody else has another membership. */
  asker: string | null;
  isClosed: boolean;
  posts: ThreadPost[];
}

export const emptyThread = (): Thread => ({ asker: null, isClosed: false, posts: [] });

export function foldThread(thread: Thread, event: ConsultEvent): void {
  switch (event.type) {
    case "question.asked":
      thread.asker = event.body.membership;
      return void thread.posts.push(memberPost("question", event));
    case "followup.added":
      return void thread.posts.push(memberPost("followUp", event));
    case "reply.added":
      return void thread.posts.push(memberPost("reply", event));
    case "answer.given":
      return void thread.posts.push({ ...postOf("answer", event), text: event.body.text ?? null, membership: null, nickname: null });
    case "text.remasked":
      return change(thread, event.body.post, { text: event.body.text ?? null });
    case "text.hidden":
      return change(thread, event.body.post, { text: null, isHidden: true });
    case "helpful.counted":
      return change(thread, event.body.post, { helpful: event.body.count });
    case "thread.closed":
      thread.isClosed = true;
  }
}

type MemberEvent = Extract<ConsultEvent, { type: "question.asked" | "followup.added" | "reply.added" }>;

function memberPost(kind: ThreadPost["kind"], event: MemberEvent): ThreadPost {
  const { membership, nickname, text } = event.body;
  return { ...postOf(kind, event), membership, nickname: nickname ?? null, text: text ?? null };
}

const postOf = (kind: ThreadPost["kind"], { seq, at }: ConsultEvent) => ({ seq, kind, at, isHidden: false, helpful: 0 });

function change(thread: Thread, seq: number, what: Partial<Pick<ThreadPost, "text" | "isHidden" | "helpful">>): void {
  const post = thread.posts.find((one) => one.seq === seq);
  // What is hidden stays hidden, whatever is told of it afterwards.
  if (post) Object.assign(post, post.isHidden && "text" in what ? { ...what, text: null } : what);
}

/** Where a thread stands, as the lists tell it too. */
export function statusOf(thread: Thread): Schemas["ThreadStatus"] {
  if (thread.isClosed) return "closed";
  return thread.posts.some(({ kind }) => kind === "answer") ? "answered" : "open";
}

/** The group of a thread or of a membership: their keys begin with it. */
export const groupOf = (key: string): string => key.slice(0, key.indexOf("."));

/** What was asked. */
export const questionOf = (thread: Thread): ThreadPost | undefined => thread.posts.find(({ kind }) => kind === "question");
