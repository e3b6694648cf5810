/** A span of a distributed trace, of whatever exporter. Times are ms since 1970. */
export interface Span {
  readonly trace: string;
  readonly id: string;
  readonly parent: string | undefined;
  /** Span that it came after, or that it was a part of without being waited for. */
  readonly follows?: string | undefined;
  readonly name: string;
  readonly start: number;
  /** Undefined: it had not ended when it was written. */
  readonly end: number | undefined;
  readonly failed: boolean;
  readonly error: string | undefined;
  /** Of a worker: "PROCESS" or "PROCESS/THREAD"; empty where it is not known. */
  readonly worker: string;
  readonly index: number | undefined;
  readonly key: string | undefined;
  readonly attempt: number | undefined;
}

/** Attributes that say which item and which attempt a span is, by the last word of their name. */
const INDEX = /(^|[._])(index|map_index|item_index)$/i;
const KEY = /(^|[._])(item_key|mapping_key|key)$/i;
const ATTEMPT = /(^|[._])(attempt|try_number|retry_count)$/i;
const PROCESS = /^(process\.pid|k8s\.pod\.name)$/;
const THREAD = /^thread\.id$/;
const ERROR = /^(exception\.type|error\.type|error\.kind)$/;
/** Names of spans in which an item waits. */
export const WAITS = /^(queue|queued|waiting|pending|scheduled)$/i;

export interface Told {
  index?: number;
  key?: string;
  attempt?: number;
  process?: string;
  thread?: string;
  error?: string;
}

/** Of an attribute only these are kept. All others may hold data of the user. */
export function tell(told: Told, name: string, text: string | undefined, number: number | undefined): void {
  const whole = number !== undefined && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
  if (INDEX.test(name) && whole !== undefined && whole < 2 ** 31) told.index = whole;
  else if (ATTEMPT.test(name) && whole !== undefined)
    told.attempt = /retry_count$/i.test(name) ? whole + 1 : whole;
  else if (text === undefined) return;
  else if (KEY.test(name)) told.key = text;
  else if (PROCESS.test(name)) told.process = text;
  else if (THREAD.test(name)) told.thread = text;
  else if (ERROR.test(name)) told.error = text;
}

export const workerOf = ({ process, thread }: Told): string =>
  process === undefined ? "" : thread === undefined ? process : `${process}/${thread}`;
