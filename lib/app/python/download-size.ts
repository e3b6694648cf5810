import { PYTHON_FILES } from "./python-manifest.generated";

/** Files of the manifest that this browser does without: it loads one of the two snapshots. */
const isOther = (name: string, canSwitchStacks: boolean): boolean =>
  name === (canSwitchStacks ? "snapshot-plain" : "snapshot-switching");

/** What the first run of Python downloads, in bytes. */
export const pythonDownloadBytes = (canSwitchStacks = "Suspending" in WebAssembly): number =>
  Object.entries(PYTHON_FILES)
    .filter(([name]) => !isOther(name, canSwitchStacks))
    .reduce((sum, [, { bytes }]) => sum + bytes, 0);
