import type { Language } from "../language";
import { highlight } from "./highlight";
import { PROGRAM_FILE } from "./program-file";

export const typescript: Language = {
  editor: { languageId: "typescript", file: PROGRAM_FILE, indent: 2, opensBlock: /[{([]\s*$/ },
  highlight,
  guessTitle: (code) => /export default\b[\s\S]*?\bname:\s*(["'`])(.{1,80}?)\1/.exec(code)?.[2],
  // From docs/benchmark.md, for one dynamic op run.
  usualStartMs: 15,
};
