import { onScopeDispose, ref, type Ref } from "vue";
import { speechAsWav } from "./wav";

export const mostSeconds = 60;

/** The one format that both a browser records and the server takes; every other is turned into WAV. */
const ogg = "audio/ogg;codecs=opus";

export interface VoiceNote {
  readonly file: Blob;
  readonly name: string;
  readonly seconds: number;
}

export type RecorderState = "idle" | "asking" | "recording" | "finishing";

export interface Recorder {
  readonly isSupported: boolean;
  readonly state: Readonly<Ref<RecorderState>>;
  readonly seconds: Readonly<Ref<number>>;
  /** False when the microphone was refused or there is none. */
  start(): Promise<boolean>;
  finish(): void;
  cancel(): void;
}

/** Records a voice note of at most a minute; `done` gets it, unless it was cancelled or too short to be one. */
export function useRecorder(done: (note: VoiceNote) => void, failed: () => void): Recorder {
  const isSupported = typeof MediaRecorder !== "undefined" && navigator.mediaDevices !== undefined;
  const state = ref<RecorderState>("idle");
  const seconds = ref(0);
  let recorder: MediaRecorder | undefined;
  let timer: ReturnType<typeof setInterval> | undefined;
  let isWanted = false;

  async function start(): Promise<boolean> {
    if (state.value !== "idle") return true;
    state.value = "asking";
    try {
      record(await navigator.mediaDevices.getUserMedia({ audio: true }));
      return true;
    } catch {
      state.value = "idle";
      return false;
    }
  }

  function record(stream: MediaStream): void {
    const chunks: Blob[] = [];
    const began = Date.now();
    const made = new MediaRecorder(stream, MediaRecorder.isTypeSupported(ogg) ? { mimeType: ogg } : {});
    made.ondataavailable = ({ data }) => chunks.push(data);
    made.onstop = () => {
      clearInterval(timer);
      for (const track of stream.getTracks()) track.stop();
      void deliver(new Blob(chunks, { type: made.mimeType }), (Date.now() - began) / 1000);
    };
    isWanted = true;
    seconds.value = 0;
    state.value = "recording";
    made.start();
    recorder = made;
    timer = setInterval(() => {
      seconds.value = Math.floor((Date.now() - began) / 1000);
      if (seconds.value >= mostSeconds) finish();
    }, 250);
  }

  async function deliver(recorded: Blob, length: number): Promise<void> {
    try {
      if (!isWanted || length < 1) return;
      const isOgg = recorded.type.startsWith("audio/ogg");
      const file = isOgg ? recorded : await speechAsWav(recorded);
      done({ file, name: isOgg ? "voice.ogg" : "voice.wav", seconds: Math.round(length) });
    } catch {
      failed();
    } finally {
      state.value = "idle";
    }
  }

  function finish(): void {
    if (state.value !== "recording") return;
    state.value = "finishing";
    recorder?.stop();
  }

  function cancel(): void {
    isWanted = false;
    finish();
  }

  onScopeDispose(cancel);
  return { isSupported, state, seconds, start, finish, cancel };
}
