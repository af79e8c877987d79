import type { Schemas } from "@consult/client";

/** A piece of a masked text. */
export interface MaskSegment {
  readonly text: string;
  readonly isMask: boolean;
}

/**
 * Tells the masks in a masked text from what its author wrote, for a preview that points them out. The spans are places in
 * the original; what stands between them stands in both. When the two do not fit together, nothing is pointed out.
 */
export function maskSegments(original: string, masked: string, spans: readonly Schemas["PrivateSpan"][]): MaskSegment[] {
  const ordered = [...spans].sort((a, b) => a.start - b.start);
  const segments: MaskSegment[] = [];
  let at = 0;
  let written = 0;
  for (const [index, span] of ordered.entries()) {
    const before = original.slice(written, span.start);
    if (!masked.startsWith(before, at)) return whole(masked);
    at += before.length;
    const end = endOf(masked, at, original.slice(span.start + span.length, ordered[index + 1]?.start), index === ordered.length - 1);
    if (end < at) return whole(masked);
    segments.push({ text: before, isMask: false }, { text: masked.slice(at, end), isMask: true });
    at = end;
    written = span.start + span.length;
  }
  segments.push({ text: masked.slice(at), isMask: false });
  return segments.filter(({ text }) => text !== "");
}

/** Where a mask ends: where the text after it begins. */
function endOf(masked: string, from: number, after: string, isLast: boolean): number {
  if (isLast) return masked.endsWith(after) ? masked.length - after.length : -1;
  // Two masks with nothing between them are pointed out as one.
  return after === "" ? from : masked.indexOf(after, from);
}

const whole = (text: string): MaskSegment[] => [{ text, isMask: false }];
