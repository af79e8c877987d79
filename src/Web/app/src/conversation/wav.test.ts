import { describe, expect, it } from "vitest";
import { wavOf } from "./wav";

describe("a voice note", () => {
  it("is a WAV file of 16 bits that clips what is too loud", async () => {
    const view = new DataView(await wavOf(new Float32Array([0, 1, -1, 2]), 16_000).arrayBuffer());
    const text = (at: number, length: number): string => String.fromCharCode(...new Uint8Array(view.buffer, at, length));
    expect([text(0, 4), text(8, 4), text(36, 4)]).toEqual(["RIFF", "WAVE", "data"]);
    expect(view.getUint32(4, true)).toBe(view.byteLength - 8);
    expect(view.getUint32(24, true)).toBe(16_000);
    expect(view.getUint32(40, true)).toBe(8);
    expect([44, 46, 48, 50].map((at) => view.getInt16(at, true))).toEqual([0, 32_767, -32_767, 32_767]);
  });
});
