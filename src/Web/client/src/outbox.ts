import type { ConsultEvent, EventType } from "../generated/events.js";
import type { ConsultError } from "./errors.js";

/** An own command that the feed has not told yet. */
export interface Pending<Draft> {
  /** The command's id. */
  readonly id: string;
  /** The type of the event that it causes. An `automatic.posted` carries the id of the message that called for it, and is not it. */
  readonly type: EventType;
  /** What the page shows meanwhile, visibly pending. */
  readonly draft: Draft;
  /** Why it failed; it may be sent again under its id, or discarded. */
  readonly error?: ConsultError;
}

const bound = 100;

/**
 * Own commands on their way, oldest first: shown after the events until the feed tells them, so that nothing is shown twice and
 * nothing as sent that was not. It never changes; each step gives the next outbox.
 */
export class Outbox<Draft> {
  constructor(readonly pending: readonly Pending<Draft>[] = []) {}

  /** Whether the page should wait before it takes more. */
  get isFull(): boolean {
    return this.pending.length >= bound;
  }

  add(id: string, type: EventType, draft: Draft): Outbox<Draft> {
    if (this.isFull) throw new RangeError(`${bound} commands are on their way already.`);
    return new Outbox([...this.pending, { id, type, draft }]);
  }

  /** The command failed. One that the feed has told meanwhile did not. */
  fail(id: string, error: ConsultError): Outbox<Draft> {
    return this.#replace(id, (entry) => ({ ...entry, error }));
  }

  /** The command is on its way again. */
  retry(id: string): Outbox<Draft> {
    return this.#replace(id, ({ error: _, ...entry }) => entry);
  }

  discard(id: string): Outbox<Draft> {
    return this.#keep((entry) => entry.id !== id);
  }

  /** Takes out what the feed now tells. */
  settle(events: readonly ConsultEvent[]): Outbox<Draft> {
    return this.#keep((entry) => !events.some((event) => event.command === entry.id && event.type === entry.type));
  }

  #keep(which: (entry: Pending<Draft>) => boolean): Outbox<Draft> {
    const kept = this.pending.filter(which);
    return kept.length === this.pending.length ? this : new Outbox(kept);
  }

  #replace(id: string, by: (entry: Pending<Draft>) => Pending<Draft>): Outbox<Draft> {
    return new Outbox(this.pending.map((entry) => (entry.id === id ? by(entry) : entry)));
  }
}
