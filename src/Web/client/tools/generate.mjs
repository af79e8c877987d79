// Makes generated/api.ts and generated/events.ts from the golden files, so that no type of the protocol is written by hand.
import { mkdir, readFile, writeFile } from "node:fs/promises";
import openapi, { astToString } from "openapi-typescript";
import { eventTypes } from "./events.mjs";

const golden = new URL("../../../../tests/golden/", import.meta.url);
const generated = new URL("../generated/", import.meta.url);
const notice = "// Made by `npm run generate` from tests/golden. Changes here are lost.\n\n";

await mkdir(generated, { recursive: true });
const api = await openapi(new URL("openapi.json", golden), { alphabetize: false });
await writeFile(new URL("api.ts", generated), notice + astToString(api));
const contracts = await readFile(new URL("contracts.txt", golden), "utf8");
await writeFile(new URL("events.ts", generated), notice + eventTypes(contracts));
