/** What a reader may not know, in one sentence each: the one table of explanations. Longer ones are in docs/glossary.md. */
export const TERMS = {
  "op run": "What a platform starts, records and bills as one: a process, pod or container for a task.",
  "worker start": "The time until a new worker can run its first task.",
  "worker time": "The time of all workers together, from their start to their end.",
  "parallel tasks": "Tasks that run in the same moment, on all workers together.",
  round: "One repetition of every strategy.",
  "warm-up": "A first round that does not count: it loads the code.",
  median: "Half of the rounds took longer, half were shorter.",
  "median interval": "Where the median lies with 95% confidence, from the rounds that were measured.",
  ratio: "How many times as long, compared round by round.",
  "no overhead":
    "The shortest time that so many workers could need if starting them and sending data took no time.",
  overhead: "Worker time besides the tasks themselves: starts, messages and waiting, for each item.",
  simulation: "The measured calls run again by the same scheduler in a model, with one thing changed.",
  retry: "Another attempt of a task that failed.",
  "cache hit": "A result that was stored by an earlier run and not computed again.",
  reused: "Results taken from an earlier run instead of running the task again.",
  span: "One recorded call, attempt, map or workflow.",
  compute: "Your code ran or waited for a timer.",
  "step's work": "The step's own code ran. The record does not show whether it computed or waited.",
  "inputs and outputs": "The tool loaded inputs before the step's own code, or stored outputs after it.",
  transfer: "Arguments or results were in transit between workers.",
  queue: "Calls were waiting for the scheduler, a limit or a free worker.",
  start: "A worker was starting.",
  idle: "A worker had nothing to do.",
} as const satisfies Readonly<Record<string, string>>;

export type TermName = keyof typeof TERMS;
