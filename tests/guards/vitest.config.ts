// The project's own configuration, with some modules changed: those of a guard that is removed.
import { defineConfig, mergeConfig } from "vitest/config";
import { inRoot } from "../../scripts/paths.mjs";
import base from "../../vitest.config";

interface ModuleCut {
  readonly module: string;
  readonly from: string;
  readonly to: string;
}

const cuts: readonly ModuleCut[] = JSON.parse(process.env.FANOUT_CUTS ?? "[]");

export default mergeConfig(
  base,
  defineConfig({
    root: inRoot(),
    // Tests are to fail here.
    test: { retry: 0 },
    plugins: [
      {
        name: "take",
        enforce: "pre",
        transform: (code, id) =>
          cuts
            .filter(({ module }) => id === inRoot(module))
            .reduce((text, { from, to }) => text.replace(from, () => to), code),
      },
    ],
  }),
);
