import { defineConfig, mergeConfig } from "vitest/config";
import pages from "./vite.config.ts";

// Beside vite.config.ts, which the build reads where vitest is not installed (../Web.targets).
export default mergeConfig(pages, defineConfig({ test: { include: ["src/**/*.test.ts", "build/**/*.test.ts"], environment: "node" } }));
