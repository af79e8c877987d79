import type { SignInReason } from "./errors.js";

/**
 * Gets a token of this person's sign-in. Called when there is none, when it has ended (`unauthenticated`), and when the person has
 * to prove again who they are (`reauthentication.required`): the place for a dialog. What it throws is thrown to whoever asked.
 */
export type SignIn = (reason: SignInReason) => Promise<string>;

/** The token in use. However many requests find that it no longer does, the person signs in once. */
export class Tokens {
  #token: string | undefined;
  #reason: SignInReason = "none";
  #signingIn: Promise<string> | undefined;

  constructor(private readonly signIn: SignIn, token?: string) {
    this.#token = token;
  }

  get current(): string | undefined {
    return this.#token;
  }

  /** The token, after a sign-in when there is none. */
  async get(): Promise<string> {
    return this.#token ?? this.#ask();
  }

  /** The next request signs in anew, unless that has been done since `used` was. */
  forget(used: string | undefined, reason: SignInReason): void {
    if (used !== this.#token) return;
    this.#token = undefined;
    this.#reason = reason;
  }

  /**
   * Signs in anew, unless that has been done since `used` was. A token that is only too old for one thing stays in use for all
   * others while the person is asked, and when they would rather not.
   */
  async renew(used: string | undefined, reason: SignInReason): Promise<void> {
    if (used !== this.#token) return;
    if (reason === "reauthentication.required") this.#reason = reason;
    else this.forget(used, reason);
    await this.#ask();
  }

  #ask(): Promise<string> {
    this.#signingIn ??= this.signIn(this.#reason)
      .then((token) => (this.#token = token))
      .finally(() => (this.#signingIn = undefined));
    return this.#signingIn;
  }
}
