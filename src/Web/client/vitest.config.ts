import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    globalSetup: "test/support/shared-server.ts",
    // A test waits for events and has no time of its own; this bounds one that waits for what never comes.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
