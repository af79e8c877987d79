import { ref } from "vue";
import { session } from "@/shell/session";
import { dropPictures, keepPictures, waitingPictures, type WaitingPictures } from "./pictures";

/** Those of who is signed in, for the overlay that sends them. */
export const waiting = ref<WaitingPictures[]>([]);

export function readWaiting(): void {
  waiting.value = session.account.value ? waitingPictures(session.account.value) : [];
}

export function wait(pictures: WaitingPictures): void {
  keepPictures(pictures);
  readWaiting();
}

export function done(command: string): void {
  dropPictures(command);
  readWaiting();
}
