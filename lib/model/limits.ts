import type { TrialSource } from "./run";

/**
 * Every bound on what comes from outside and on what a run may use; docs/architecture.md lists the main ones. Lengths of
 * text are in UTF-16 units. Links, drafts, embeds and trace files of any age are read with these bounds: one may be
 * raised, never lowered. lib/share/settings-v1.ts and lib/embed, which import nothing, have copies.
 */
const KIB = 1024;
const MIB = 1024 * KIB;

// Values from outside.

/** Levels of arrays and objects in JSON: deeper values could overflow the stack of code that walks them by recursion. */
export const JSON_MAX_DEPTH = 200;
/** Of a task, a worker, an item's key. */
export const NAME_MAX_LENGTH = 300;
/** Of a result in the cache. */
export const CACHE_KEY_MAX_LENGTH = 512;
/** Of a language's name. */
export const LANGUAGE_MAX_LENGTH = 40;
/** Of a file that a program writes. */
export const PATH_MAX_LENGTH = 1_000;
/** Of a traced call: its arguments as text are in it. */
export const CHECKPOINT_KEY_MAX_LENGTH = 100_000;
/** Files in an output. */
export const MAX_FILES = 10_000;
export const INT32_MAX = 2 ** 31 - 1;

// Programs and their inputs.

/** Of a program, as UTF-8. */
export const PROGRAM_MAX_BYTES = 256 * KIB;
/** Tasks and the like that a program defines. */
export const PROGRAM_MAX_DEFINITIONS = 1_000;
/** Mistakes that are listed; the first ones are usually the cause of the others. */
export const MAX_DIAGNOSTICS = 50;
/** Of the inputs as JSON. */
export const INPUTS_MAX_LENGTH = MIB;
/** Numbers in a field of the form, so that a range cannot ask for more than a page can hold. */
export const INPUT_MAX_NUMBERS = 1_000_000;

// Settings.

/** Workers alive in a measured trial, the driver not among them. */
export const MAX_WORKERS = 64;
/**
 * The same for Python, whose workers take much memory, and more where they share none with each other. Pools of more places share
 * these workers.
 */
export const pythonMaxWorkers = (isolated: boolean): number => (isolated ? 16 : 8);
/** Bodies in parallel in one worker. */
export const MAX_CONCURRENCY = 64;
export const MAX_PARALLELISM = 10_000;
export const MAX_ROUNDS = 31;
/** Items per message. */
export const MAX_CHUNK = 1_000_000;
export const MIN_TIMEOUT_MS = 100;
export const MAX_TIMEOUT_MS = 3_600_000;
export const MAX_TIME_BUDGET_MS = 600_000;
/** Tasks with a stand-in. */
export const MAX_STAND_INS = 200;
/** Of a stand-in, before the time scale: a week. */
export const STAND_IN_MAX_MS = 7 * 24 * 3_600_000;
export const STAND_IN_MAX_SCALE = 1_000_000;
export const STAND_IN_MAX_ITEMS = 10_000;
/** Of what a stand-in gives, all items together. */
export const STAND_IN_MAX_BYTES = 32 * MIB;
/** Of a value as a literal. */
export const STAND_IN_MAX_TEXT = 10_000;

// One trial.

/** Levels of calls. */
export const MAX_DEPTH = 256;
/** Single calls in one message, and chunks of them in another. */
export const MAX_CALLS_PER_MESSAGE = 128;
export const MAX_SPANS = 1_000_000;
/** Ten years. */
const LONGEST_MS = 10 * 366 * 24 * 3_600_000;

interface SourceLimits {
  readonly workers: number;
  /** Calls and items that are scheduled. A trace has at most `MAX_SPANS` rows, whatever its source. */
  readonly spans: number;
  /** ms between the trial's start and any time in it. */
  readonly timeMs: number;
}

const ELSEWHERE: SourceLimits = { workers: 100_000, spans: MAX_SPANS, timeMs: LONGEST_MS };

/** Of a trial, by where its figures come from. */
export const LIMITS_BY_SOURCE: Readonly<Record<TrialSource, SourceLimits>> = {
  // A day and a bit: far more than the longest timeout.
  measured: { workers: MAX_WORKERS, spans: MAX_SPANS, timeMs: 1e8 },
  recorded: ELSEWHERE,
  history: ELSEWHERE,
  imported: ELSEWHERE,
  simulated: { workers: 100_000, spans: 10_000_000, timeMs: LONGEST_MS },
};

/** Before a retry. */
export const RETRY_MAX_DELAY_MS = LONGEST_MS;

export const tooManySpans = (most: number): string =>
  `this trial would record more than ${most.toLocaleString("en")} spans, the limit. Use fewer items.`;

/** Of one argument or result that crosses threads. */
export const VALUE_MAX_BYTES = 64 * MIB;
/** Levels of lists and objects in one. Structured clone recurses: from about 1,900 levels it overflows a worker's stack. */
export const VALUE_MAX_DEPTH = 1_000;
/** Results of a trial that a run from its failure can reuse. */
export const MAX_RESULTS = 20_000;
/** Of those results together. */
export const RESULTS_MAX_BYTES = 64 * MIB;
/** New results of cached tasks that one trial may add to those that are stored. */
export const TRIAL_MAX_CACHED = 5_000;
export const TRIAL_CACHED_MAX_BYTES = 32 * MIB;
/** Log lines of a trial; the oldest go. */
export const MAX_LOGS = 10_000;
export const LOG_LINE_MAX_LENGTH = 10 * KIB;
/** Of arguments and results as they are shown with a span. */
export const PREVIEW_MAX_LENGTH = 2_000;
/** Of a call's arguments as they are kept, so that it can be made again. */
export const GIVEN_MAX_LENGTH = 64 * KIB;
/** Of an error's message, and of its stack. */
export const ERROR_MAX_LENGTH = 10_000;
/** Keys of a map that are recorded: those of its first items. */
export const MAP_MAX_KEYS = 20_000;
/** Keys of maps that are recorded in a trial. */
export const TRIAL_MAX_KEYS = 100_000;
/** Notes (previews, keys, errors, meters) that wait for the page; further ones are dropped. */
export const MAX_WAITING_NOTES = 20_000;
/** Spans and names that are listed of each thing that calls wait for. */
export const WAITING_MAX_LISTED = 100;
/** Queues and the like for which calls wait, that are listed. */
export const WAITING_MAX_GROUPS = 20;
/** Names of what a program was refused. */
export const MAX_REFUSED = 100;

// What crosses from the sandbox to the page. The sandbox runs strangers' code: a little more than ours sends is let in.

export const CROSSING_LOG_LINE_MAX_LENGTH = 11_000;
export const CROSSING_PREVIEW_MAX_LENGTH = 2_100;
export const CROSSING_ERROR_MAX_LENGTH = 20_000;
/** Names from the root to the span in which an error was thrown. */
export const ERROR_MAX_PATH = 600;
/** Names from the root to a call: `MAX_DEPTH`, and some. */
export const TRAIL_MAX_NAMES = 300;
export const TICK_MAX_NOTES = 20_000;
export const TICK_MAX_LOGS = 11_000;
export const METER_NAME_MAX_LENGTH = 100;
/** Names of meters of one span, and of a whole trial. */
export const SPAN_MAX_METERS = 100;
export const TRIAL_MAX_METERS = 1_000;
export const FEWER_METERS = "Use fewer names, for example without numbers in them.";
export const TOO_MANY_METERS = `meter: a run cannot have more than ${TRIAL_MAX_METERS.toLocaleString("en")} names. ${FEWER_METERS}`;
/** Of a meter's total, so that the sum over all spans is a number too. */
export const METER_MAX_AMOUNT = 1e100;

// A trace.

/** Names of tasks. Further ones are shown as "…". */
export const TRACE_MAX_NAMES = 100_000;
/** Workers and engine threads that send names, and names of each. */
export const TRACE_MAX_SENDERS = 100_000;
export const SENDER_MAX_NAMES = 1_000_000;
export const TRACE_MAX_LANES = 1_000_000;
export const TRACE_MAX_NOTES = 200_000;
/** Of keys and previews together; past it a note keeps its error and meters only. */
export const TRACE_NOTES_MAX_LENGTH = 32 * MIB;
export const MAX_ATTEMPTS = 65_535;

// Reports.

/** Nodes of a strategy's tree. */
export const REPORT_MAX_NODES = 20_000;
/** Levels of a tree: `MAX_DEPTH`, and some for groups of the report's own making. */
export const REPORT_MAX_DEPTH = 300;
/** Of an output as JSON, UTF-8. */
export const REPORT_OUTPUT_MAX_BYTES = 256 * KIB;
/** Of an output as its language writes it. */
export const OUTPUT_REPR_MAX_LENGTH = 64 * KIB;

// The referee.

/** Of what happened in a run, as base64 of zlib. */
export const REFEREE_MAX_LENGTH = 256 * KIB;
/** The same unpacked. */
export const REFEREE_MAX_BYTES = 16 * MIB;

// Links; docs/links.md.

/** Of a fragment: base64url of the largest state, and room for options. */
export const LINK_MAX_LENGTH = 1_500_000;
/** Of what a link holds, inflated. */
export const LINK_MAX_BYTES = MIB;
/** Of each recorded tree in a link. */
export const LINK_MAX_NODES = 200;
/** Of each recorded tree as it is shown: more would hold the page's thread. Our own links have far fewer. */
export const LINK_SHOWN_MAX_NODES = 2_000;
/** Of each recorded output in a link. */
export const LINK_OUTPUT_MAX_LENGTH = 2_000;
/** Rows of a record in a link; the address of a larger one would be too long for browsers. */
export const LINK_MAX_ROWS = 20_000;

// Trace files; docs/trace-format.md.

export const TRACE_FILE_MAX_BYTES = 64 * MIB;
/** Of its text, unpacked. */
export const TRACE_FILE_MAX_TEXT_BYTES = 256 * MIB;
export const TRACE_FILE_MAX_TRIALS = 64;
/** Of all its trials together. */
export const TRACE_FILE_MAX_ROWS = 2 * MAX_SPANS;

// Records of other tools' runs; docs/import.md.

/** Of all files of a record together, unpacked. */
export const IMPORT_MAX_TEXT_BYTES = 512 * MIB;
/** Of one value of a file, and of all that is held of an archive: they are in memory as a whole. */
export const IMPORT_MAX_VALUE_BYTES = 64 * MIB;
/** Lists, objects and members of one value: small ones take much more memory than their text. */
export const IMPORT_MAX_VALUE_PARTS = 6_000_000;
/** Of a line of a table. */
export const IMPORT_MAX_LINE_LENGTH = 1_000_000;
/** Archives inside archives. */
export const IMPORT_MAX_NESTING = 4;
/** Steps of all runs of a record, and attempts of a step. */
export const IMPORT_MAX_STEPS = 250_000;
/** Runs that one file may list. */
export const IMPORT_MAX_RUNS = 64;

// Storage.

export const HISTORY_MAX_RUNS = 50;
export const HISTORY_MAX_BYTES = 64 * MIB;
/** Spans of a run past which the history has its report only. */
export const HISTORY_MAX_SPANS = 30_000;
/** Nodes of each tree in a report whose spans are stored too. */
export const HISTORY_MAX_NODES = 2_000;
export const CACHE_MAX_RESULTS = 10_000;
export const CACHE_MAX_BYTES = 64 * MIB;
/** Of one program. */
export const CACHE_PROGRAM_MAX_RESULTS = 5_000;
export const CACHE_PROGRAM_MAX_BYTES = 32 * MIB;
/** How long a deleted draft can be restored. */
export const DELETED_DRAFT_MAX_MS = 30 * 24 * 3_600_000;

/** UTF-16 units of the name that a user gives a draft. */
export const DRAFT_NAME_MAX_LENGTH = 200;
