/** Names of program files in the file dialog; others are read too, if they hold text. */
export const PROGRAM_FILES = ".ts,.mts,.js,.mjs,.txt,text/plain,text/javascript";

/** The name of a saved program. */
export const fileNameOf = (title: string | undefined): string => `${title ?? "fanout"}.ts`;
