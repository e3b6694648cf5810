import { CROSSING_ERROR_MAX_LENGTH, ERROR_MAX_PATH, NAME_MAX_LENGTH } from "@/lib/model/limits";
import type { LogLine, SpanBatch, SpanError, SpanNote } from "@/lib/protocol/rows";
import type { WireError } from "@/lib/protocol/wire-error";

// What goes on to the page is copied field by field: a stranger's object can have others, as large as memory allows.

export function noteForPage(note: SpanNote): SpanNote {
  const { id, attempt, key, keys, args, given, result, error, meters } = note;
  return {
    id,
    attempt,
    key,
    keys: keys?.slice(),
    args,
    given,
    result,
    error: error && errorForPage(error),
    meters: meters && { ...meters },
  };
}

export const lineForPage = ({ time, level, span, task, attempt, worker, text }: LogLine): LogLine => ({
  time,
  level,
  span,
  task,
  attempt,
  worker,
  text,
});

/** @param worker that sent it, whatever it says itself */
export const batchForPage = ({ rows, names }: SpanBatch, worker: number): SpanBatch => ({
  worker,
  rows,
  names: Array.from(names),
});

/** An error of a runner or of the engine: the latter may quote what a browser says of a program. */
export const errorForPage = ({
  name,
  message,
  line,
  column,
  path,
  stack,
}: WireError | SpanError): SpanError => ({
  name: name.slice(0, NAME_MAX_LENGTH),
  message: message.slice(0, CROSSING_ERROR_MAX_LENGTH),
  line,
  column,
  path: path && Array.from(path).slice(0, ERROR_MAX_PATH),
  stack: stack?.slice(0, CROSSING_ERROR_MAX_LENGTH),
});
