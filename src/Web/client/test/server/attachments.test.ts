import { expect, inject, test } from "vitest";
import { newCommandId } from "../../src/index.js";
import { clientOf, meet } from "../support/people.js";
import { Proxy } from "../support/proxy.js";
import { readUntil } from "../support/readers.js";

const base = inject("base");
const mebibyte = 1024 * 1024;

/** A PDF as far as the server looks, of three chunks that differ. */
function report(): File {
  const bytes = new Uint8Array(2.5 * mebibyte).map((_, index) => (index * 31) >> (index >> 18));
  bytes.set(new TextEncoder().encode("%PDF-1.7\n"));
  return new File([bytes], "化验单.pdf", { type: "application/pdf" });
}

async function bytesOf(file: Blob | Response): Promise<Buffer> {
  return Buffer.from(await file.arrayBuffer());
}

test("the line is cut within a chunk, and the file arrives whole", async () => {
  const { feed, consultation, patientAccount, wang } = await meet(base);
  const proxy = await Proxy.start(base);
  const sender = clientOf(proxy.base, patientAccount, "patient");
  proxy.arm({ afterBytes: 1.5 * mebibyte });
  const progress: number[] = [];
  const file = report();
  const attachment = await sender.upload(file, consultation, { digest: true, onProgress: (sent) => progress.push(sent / mebibyte) });
  expect(proxy.cuts).toBe(1);
  expect(progress).toEqual([0, 1, 2, 2.5]);
  await sender.post(feed, { text: "", attachments: [attachment] });
  const events = await readUntil(wang.feed(feed), (read) => read.some((event) => event.type === "message.posted"));
  expect(events.at(-1)).toMatchObject({ body: { attachments: [attachment] } });
  const { url } = await wang.link(attachment);
  expect((await bytesOf(await fetch(url))).equals(await bytesOf(file))).toBe(true);
  proxy.stop();
});

test("an upload that was given up goes on under its id with what is missing", async () => {
  const { consultation, lin } = await meet(base);
  const [file, id, leave] = [report(), newCommandId(), new AbortController()];
  const given = lin.upload(file, consultation, { id, signal: leave.signal, onProgress: (sent) => sent > 0 && leave.abort(new Error("left")) });
  await expect(given).rejects.toThrow("left");
  const progress: number[] = [];
  const attachment = await lin.upload(file, consultation, { id, onProgress: (sent) => progress.push(sent / mebibyte) });
  expect(progress[0]).toBeGreaterThanOrEqual(1);
  const state = await lin.get("/attachments/{attachment}", { path: { attachment } });
  expect([state.attachment.status, state.attachment.name, state.missing]).toEqual(["ready", "化验单.pdf", []]);
});

test("what is not of an allowed kind is refused", async () => {
  const { consultation, lin } = await meet(base);
  await expect(lin.upload(new Blob(["#!/bin/sh\n"]), consultation)).rejects.toMatchObject({ code: "attachment.type" });
});
