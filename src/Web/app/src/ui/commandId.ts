import { newCommandId } from "@consult/client";

/**
 * The id under which a command goes. A command whose fate is unknown goes again under the same id as long as it says the
 * same, so that pressing the button twice has one effect; anything else is a new command.
 */
export class CommandIds {
  private open: { readonly id: string; readonly says: string } | undefined;

  constructor(private readonly make: () => string = newCommandId) {}

  /** The id for a command that says this. */
  next(says: unknown): string {
    const text = JSON.stringify(says) ?? "";
    if (this.open?.says !== text) this.open = { id: this.make(), says: text };
    return this.open.id;
  }

  /** The command was answered for good: done, or refused. */
  settle(): void {
    this.open = undefined;
  }
}
