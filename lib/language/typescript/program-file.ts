/** The name that `compile` gives the code: what a stack names it by. */
export const PROGRAM_FILE = "main.ts";
