// Makes dist/ a package of its own, for those who use the client outside of this repository: npm install …/src/Web/client/dist
import { copyFile, readFile, writeFile } from "node:fs/promises";

const at = (/** @type {string} */ path) => new URL(`../${path}`, import.meta.url);
const { name, version, license, description, type, sideEffects, dependencies } = JSON.parse(await readFile(at("package.json"), "utf8"));
const exports = { types: "./src/index.d.ts", default: "./src/index.js" };
await writeFile(
  at("dist/package.json"),
  JSON.stringify({ name, version, license, description, type, sideEffects, exports, dependencies }, null, 2) + "\n",
);
await copyFile(at("README.md"), at("dist/README.md"));
