/** 16 kHz and one channel are enough for speech: 2 MB a minute. */
export const speechRate = 16_000;

const headerBytes = 44;

/** Samples between -1 and 1 as a WAV file of 16 bits. */
export function wavOf(samples: Float32Array, rate: number): Blob {
  const view = new DataView(new ArrayBuffer(headerBytes + samples.length * 2));
  writeHeader(view, samples.length * 2, rate);
  samples.forEach((sample, index) => {
    const clipped = Math.max(-1, Math.min(1, sample));
    view.setInt16(headerBytes + index * 2, Math.round(clipped * 0x7fff), true);
  });
  return new Blob([view.buffer as ArrayBuffer], { type: "audio/wav" });
}

function writeHeader(view: DataView, bytes: number, rate: number): void {
  writeText(view, 0, "RIFF");
  view.setUint32(4, headerBytes - 8 + bytes, true);
  writeText(view, 8, "WAVEfmt ");
  view.setUint32(16, 16, true); // the length of what follows up to "data"
  view.setUint16(20, 1, true); // PCM
  view.setUint16(22, 1, true); // channels
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * 2, true); // bytes each second
  view.setUint16(32, 2, true); // bytes each sample
  view.setUint16(34, 16, true); // bits each sample
  writeText(view, 36, "data");
  view.setUint32(40, bytes, true);
}

function writeText(view: DataView, at: number, text: string): void {
  for (let index = 0; index < text.length; index++) view.setUint8(at + index, text.charCodeAt(index));
}

/** What a browser recorded, whatever its format, as WAV: WebM and MP4 are not taken by the server. */
export async function speechAsWav(recorded: Blob): Promise<Blob> {
  const context = new OfflineAudioContext(1, 1, speechRate);
  const decoded = await context.decodeAudioData(await recorded.arrayBuffer());
  const mixer = new OfflineAudioContext(1, Math.max(1, Math.ceil(decoded.duration * speechRate)), speechRate);
  const source = mixer.createBufferSource();
  source.buffer = decoded;
  source.connect(mixer.destination);
  source.start();
  const mixed = await mixer.startRendering();
  return wavOf(mixed.getChannelData(0), speechRate);
}
