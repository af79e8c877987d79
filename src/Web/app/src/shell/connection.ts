import { onScopeDispose, ref, type Ref } from "vue";
import type { ConnectionState } from "@consult/client";
import { session } from "./session";

/** How long a cut goes unmentioned: one that is over at once is nobody's concern. */
const patience = 1_500;

/** Whether what is shown may be out of date, for a banner. */
export function useConnectionLost(): Readonly<Ref<boolean>> {
  const isLost = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;

  function take(state: ConnectionState): void {
    clearTimeout(timer);
    if (state === "reconnecting") timer = setTimeout(() => (isLost.value = true), patience);
    else isLost.value = false;
  }

  const { client } = session;
  take(client.connectionState);
  const stop = client.onConnectionState(take);
  onScopeDispose(() => {
    stop();
    clearTimeout(timer);
  });
  return isLost;
}
