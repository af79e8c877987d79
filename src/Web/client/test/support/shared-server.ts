import type { TestProject } from "vitest/node";
import { ServerProcess } from "./server-process.js";

declare module "vitest" {
  interface ProvidedContext {
    base: string;
  }
}

/** One server for all tests that do not break it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await ServerProcess.start();
  project.provide("base", server.base);
  return () => server.dispose();
}
