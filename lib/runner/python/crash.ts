import { reasonOf } from "@/lib/base/text-of";

const OVERFLOW = /call stack|recursion/i;

/** Why a worker's Python can go on no more, in words for the user. @param error what Pyodide calls fatal */
export function crashText(error: unknown): string {
  const reason = reasonOf(error);
  if (OVERFLOW.test(reason))
    return "RecursionError: the calls or the nested values are too deep for Python's stack in a browser. That worker's Python ended.";
  return `Python crashed in this worker: ${reason.slice(0, 200)}`;
}

/** Whether a line of the traceback that a crash leaves is a frame of our own modules. */
export const isOurFrame = (line: string): boolean => /^\s*File "\/fanout\//.test(line);
