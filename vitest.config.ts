import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const path = (name: string) => fileURLToPath(new URL(name, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^fanout$/, replacement: path("./lib/sdk/index.ts") },
      { find: /^@\//, replacement: path("./") },
    ],
  },
  test: {
    include: ["lib/**/*.test.ts", "tests/unit/**/*.test.{ts,mjs}"],
    environment: "node",
    testTimeout: 20_000,
  },
});
