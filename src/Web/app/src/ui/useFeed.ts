import { onScopeDispose, ref, toValue, watch, type MaybeRefOrGetter, type Ref } from "vue";
import { start, type ConsultClient, type ConsultEvent, type Position, type Signal, type SignalType } from "@consult/client";
import { codeOf } from "@/shell/errors";
import { session } from "@/shell/session";
import { SharedFeed, type Follower } from "./sharedFeed";

/** A feed as a page follows it. */
export interface FollowedFeed<S> {
  /** What the events so far amount to; reactive in depth. */
  readonly state: Ref<S>;
  /** Whether all history is in it. Until then show a skeleton; what comes later happens now. */
  readonly isCaughtUp: Readonly<Ref<boolean>>;
  /** Why it cannot be followed, such as `forbidden`. */
  readonly code: Readonly<Ref<string | null>>;
  /** Follows again after a `code`. */
  retry(): void;
}

export interface FeedOptions {
  /** Where to begin: the `position` of what was read just before. From the start unless told. */
  readonly from?: MaybeRefOrGetter<Position | undefined>;
}

/**
 * Folds the events of a feed into a state, now and as they happen, until the component goes. `fold` changes the state
 * in place; keep it in a plain .ts file, where it can be tested. `feed` may be null while it is not known. When the server
 * takes back what it told (`feed.reload`), the state begins again from `initial`.
 */
export function useFeed<S>(
  feed: MaybeRefOrGetter<string | null>,
  initial: () => S,
  fold: (state: S, event: ConsultEvent) => void,
  options: FeedOptions = {},
): FollowedFeed<S> {
  const state = ref(initial()) as Ref<S>;
  const isCaughtUp = ref(false);
  const code = ref<string | null>(null);
  let leave: (() => void) | undefined;

  const forget = (): void => {
    state.value = initial();
    isCaughtUp.value = false;
    code.value = null;
  };

  function follow(): void {
    leave?.();
    leave = undefined;
    forget();
    const name = toValue(feed);
    if (name === null) return;
    leave = join(name, {
      position: toValue(options.from) ?? start,
      events: (events) => {
        for (const event of events) fold(state.value, event);
      },
      reset: forget,
      caughtUp: () => (isCaughtUp.value = true),
      failed: (error) => (code.value = codeOf(error)),
    });
  }

  watch(() => [toValue(feed), toValue(options.from)], follow, { immediate: true });
  onScopeDispose(() => leave?.());
  return { state, isCaughtUp, code, retry: follow };
}

/** Hears the signals of a feed that is followed, such as `typing`, until the component goes. */
export function useSignals(feed: MaybeRefOrGetter<string | null>, hear: (signal: Signal) => void): void {
  onScopeDispose(
    session.client.onSignal((signal) => {
      if (signal.feed === toValue(feed)) hear(signal);
    }),
  );
}

/** Tells the others on a feed something passing. It may be lost; nothing waits for it. */
export function signal(feed: string, type: SignalType): void {
  session.client.signal(feed, type);
}

/** The feeds that are followed, by name. They belong to the client of one session. */
let shared: { client: ConsultClient; feeds: Map<string, SharedFeed> } | undefined;

function join(name: string, follower: Follower): () => void {
  const client = session.client;
  if (shared?.client !== client) shared = { client, feeds: new Map() };
  const { feeds } = shared;
  const feed = feeds.get(name) ?? new SharedFeed(name, (which, options) => client.feed(which, options));
  feeds.set(name, feed);
  feed.join(follower);
  return () => {
    feed.leave(follower);
    if (!feed.isFollowed && feeds.get(name) === feed) feeds.delete(name);
  };
}
