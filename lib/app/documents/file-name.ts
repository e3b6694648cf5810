/** Names that a program's file may have; others are read too, if they hold text. */
export const PROGRAM_FILES = ".ts,.mts,.js,.mjs,.txt,text/plain,text/javascript";

/** Name under which a program is saved. */
export const fileNameOf = (title: string | undefined): string => `${title ?? "fanout"}.ts`;
