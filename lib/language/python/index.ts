import type { Language } from "../language";
import { highlight } from "./highlight";

/** Name of the program's file in tracebacks, and in the editor. */
export const PROGRAM_FILE = "main.py";

export const python: Language = {
  editor: { languageId: "python", file: PROGRAM_FILE, indent: 4, opensBlock: /[{([:]\s*$/ },
  highlight,
  guessTitle: (code) => /^\s*(?:r?"""|r?''')\s*(\S[^\n]{0,79}?)[.:]?\s*(?:\n|"""|''')/.exec(code)?.[1],
  // docs/python.md: a worker that starts from a snapshot.
  usualStartMs: 200,
};
