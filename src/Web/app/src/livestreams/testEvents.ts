import type { ConsultEvent, EventType } from "@consult/client";

/** Events for tests, each as the server would tell it. */
export class Events {
  #seq = 0;

  constructor(private readonly isStaff = false) {}

  /** The next event by a viewer, whose account staff alone is told. */
  viewer(type: EventType, body: object, command = `c-${this.#seq + 1}`): ConsultEvent {
    return this.#next(type, body, command, this.isStaff ? { account: "a-viewer", role: "viewer" } : { role: "viewer" });
  }

  /** The next event by the host. */
  host(type: EventType, body: object): ConsultEvent {
    return this.#next(type, body, `c-${this.#seq + 1}`, { account: "a-host", role: "doctor" });
  }

  #next(type: EventType, body: object, command: string, by: object): ConsultEvent {
    this.#seq++;
    // Tests write only what the fold reads.
    return { seq: this.#seq, type, at: new Date(this.#seq * 1_000).toISOString(), by, command, body } as unknown as ConsultEvent;
  }
}

/** The same event as it is read once its text is shown no longer. */
export function redacted(event: ConsultEvent, why: "hidden" | "erased" = "hidden"): ConsultEvent {
  const { text: _, nickname: __, ...body } = event.body as { text?: unknown; nickname?: unknown };
  return { ...event, body, redacted: why } as unknown as ConsultEvent;
}
