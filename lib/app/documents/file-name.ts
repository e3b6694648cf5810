/** Names of files that can be opened: programs and traces. Others are read as programs, if they hold text. */
export const OPENED_FILES = ".ts,.mts,.js,.mjs,.txt,text/plain,text/javascript,.json,.gz";

/** Whether a file can only be a trace: no program is called so. */
export const isTraceFile = (name: string): boolean => /\.(json|gz)$/i.test(name);

/** The name of a saved program. */
export const fileNameOf = (title: string | undefined): string => `${title ?? "fanout"}.ts`;
