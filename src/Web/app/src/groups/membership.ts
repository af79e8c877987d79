import type { ConsultEvent, HoldReason, Schemas } from "@consult/client";

/** What a member has written and the others do not see yet, or never will. */
export interface OwnPost {
  readonly post: number;
  readonly thread: string;
  readonly kind: Schemas["PostKind"];
  readonly at: string;
  readonly reasons: readonly HoldReason[];
  /** As it was written; its author alone and, recorded, the staff read it. */
  readonly original: string | null;
  /** What others will see. */
  masked: string | null;
  status: "held" | "declined";
}

/** What a membership's own feed tells besides its view. */
export interface OwnWriting {
  /** Held or declined, oldest first. */
  posts: OwnPost[];
  /** The posts marked as helpful: `thread post`. */
  marks: string[];
  /** How often something changed, so that the view has to be read again. */
  news: number;
}

/** How many declined posts stay in sight. */
const mostDeclined = 5;

export const emptyWriting = (): OwnWriting => ({ posts: [], marks: [], news: 0 });

export const markOf = (thread: string, post: number): string => `${thread} ${post}`;

export function foldWriting(writing: OwnWriting, event: ConsultEvent): void {
  writing.news++;
  switch (event.type) {
    case "post.written":
      if (event.body.reasons.length > 0) writing.posts.push(heldPost(event));
      return;
    case "post.remasked": {
      const { post, masked } = event.body;
      const held = writing.posts.find((one) => one.post === post);
      if (held) held.masked = masked ?? null;
      return;
    }
    case "post.released":
      return remove(writing, event.body.post);
    case "post.declined":
      return decline(writing, event.body.post);
    case "helpful.marked":
      return void writing.marks.push(markOf(event.body.thread, event.body.post));
    case "helpful.unmarked": {
      const mark = markOf(event.body.thread, event.body.post);
      writing.marks = writing.marks.filter((one) => one !== mark);
    }
  }
}

function heldPost({ seq, at, body }: Extract<ConsultEvent, { type: "post.written" }>): OwnPost {
  const { thread, kind, reasons, original, masked } = body;
  return { post: seq, thread, kind, at, reasons, original: original ?? null, masked: masked ?? null, status: "held" };
}

function remove(writing: OwnWriting, post: number): void {
  writing.posts = writing.posts.filter((one) => one.post !== post);
}

function decline(writing: OwnWriting, post: number): void {
  const held = writing.posts.find((one) => one.post === post);
  if (held) held.status = "declined";
  const declined = writing.posts.filter(({ status }) => status === "declined");
  const tooMany = declined.slice(0, -mostDeclined);
  writing.posts = writing.posts.filter((one) => !tooMany.includes(one));
}
