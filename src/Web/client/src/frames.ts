import type { ConsultEvent } from "../generated/events.js";
import { type Position, seqOf, start } from "./position.js";

/** The events `from` up to `to`, those of them that this account may see: perhaps fewer than numbers, perhaps none. */
export interface Frame {
  feed: string;
  from: number;
  to: Position;
  events: ConsultEvent[];
}

/** The three rules of section 6 of the protocol: what follows on what is known, once and in order. */
export class FrameRules {
  #leftoversPossible = false;

  constructor(public received: Position) {}

  /** An attempt to subscribe begins. On a new connection nothing can be left over from a subscription before. */
  begin(isNewConnection: boolean): void {
    this.#leftoversPossible = !isNewConnection;
  }

  /** What to do with a frame. A hole means that this connection cannot be trusted to be complete. */
  judge(frame: Frame): "next" | "known" | "leftover" | "hole" {
    const known = seqOf(this.received);
    if (seqOf(frame.to) <= known) return "known";
    if (frame.from === known + 1) return "next";
    return this.#leftoversPossible ? "leftover" : "hole";
  }

  take(frame: Frame): void {
    this.#leftoversPossible = false;
    this.received = frame.to;
  }

  reset(): void {
    this.received = start;
  }
}
