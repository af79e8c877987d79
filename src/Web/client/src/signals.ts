import type { Author } from "../generated/events.js";

/** What may be signalled to everybody who watches a feed. */
export type SignalType = "typing" | "idle" | "call.alive" | "like" | "mic.alive";

/** What goes to the other party of a call alone. */
export type DataSignalType = "call.offer" | "call.answer" | "call.candidate";

/** Something passing, such as `typing`; never stored, may be dropped. Ignore types you do not know. */
export interface Signal {
  feed: string;
  type: SignalType | DataSignalType | "livestream.now" | (string & {});
  by: Author;
  data?: string;
  /** Of `livestream.now`: the numbers of the moment. */
  figures?: Record<string, number>;
}
