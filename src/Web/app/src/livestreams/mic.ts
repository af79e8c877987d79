import type { MicOver, MicTurn, Room } from "./room";

/** Where I stand with the microphone. */
export type MyMic =
  | { readonly state: "none"; readonly isTaken: boolean }
  | { readonly state: "waiting" }
  | { readonly state: "accepted" | "open"; readonly turn: MicTurn }
  | { readonly state: "over"; readonly over: MicOver };

/** By the number of my request; the room tells nobody's account. */
export function myMic({ mic, micOver }: Pick<Room, "mic" | "micOver">, request: number | null): MyMic {
  if (request === null) return { state: "none", isTaken: mic?.isOpen === true };
  if (mic?.request === request) return { state: mic.isOpen ? "open" : "accepted", turn: mic };
  return micOver?.request === request ? { state: "over", over: micOver } : { state: "waiting" };
}
