// What runners send: shapes, sizes, and who may speak for what.

/** @type {readonly import("../guard.mjs").Guard[]} */
export const runnersGuards = [
  {
    name: "the schema of runners' messages",
    taken: "the coordinator's check against it",
    cuts: [
      {
        module: "lib/engine/inbox.ts",
        from: "if (!checkMessage(message)) return;",
        to: "void checkMessage;",
      },
    ],
    spec: "attack/forgery",
    tests: ["do not affect the run: batches of wrong shapes", "do not affect the run: notes of wrong shapes"],
    says: /internal error in the coordinator|an invalid message|queues, checkpoints and unrequested answers/,
  },
  {
    name: "the schema of runners' answers",
    taken: "the coordinator's check against it",
    cuts: [
      {
        module: "lib/engine/scheduler/completions.ts",
        from: "else if (checkOutcome(answer.value, chunk.count)) ",
        to: "else if (checkOutcome) ",
      },
    ],
    spec: "attack/forgery",
    tests: ["with a message: nothing, and more"],
    says: /internal error in the coordinator: Cannot/,
  },
  {
    name: "each runner answers its own calls only",
    taken: "the check of a call's runner",
    cuts: [
      {
        module: "lib/engine/scheduler/scheduler.ts",
        from: "!this.ownership.mayCall(caller, call) || ",
        to: "",
      },
      {
        module: "lib/engine/scheduler/scheduler.ts",
        from: " || pending.caller !== caller",
        to: "",
      },
    ],
    spec: "attack/forgery",
    tests: ["a runner can answer only its own calls"],
    says: /Expected: \["tried", \[1, 2, 3/,
  },
  {
    name: "a runner's own spans",
    taken: "the check of what it records",
    cuts: [
      {
        module: "lib/engine/inbox.ts",
        from: "scheduler.ownership.ofWorker(worker, message.flush)",
        to: "message.flush",
      },
    ],
    spec: "attack/forgery",
    tests: ["a runner speaks only for its own spans"],
    says: /forged/,
  },
  {
    name: "a runner's own checkpoints",
    taken: "the check of who runs the item",
    cuts: [
      {
        module: "lib/engine/scheduler/scheduler.ts",
        from: "this.ownership.chunkOf(worker, span)?.pending",
        to: "[...this.calls.all].find(({ firstItem, n }) => span >= firstItem && span < firstItem + n)",
      },
    ],
    spec: "attack/forgery",
    tests: ["a runner speaks only for its own spans"],
    says: /31337/,
  },
  {
    name: "queues that cannot be guessed",
    taken: "their random ids",
    cuts: [
      {
        module: "lib/runner/host/host-api.ts",
        from: 'crypto.getRandomValues(new Uint32Array(4)).join("-")',
        to: '"queue " + (this.thread.init.worker * 2 ** 24 + this.thread.nextRequest())',
      },
    ],
    spec: "attack/forgery",
    tests: ["a runner speaks only for its own spans"],
    says: /closed/i,
  },
  {
    name: "who computes a cached result",
    taken: "the check of who puts it",
    cuts: [
      { module: "lib/engine/cache.ts", from: "flight?.by !== by || flight.task !== task", to: "!flight" },
    ],
    spec: "attack/forgery",
    tests: ["a cached result is taken only"],
    says: /666/,
  },
  {
    name: "kept workers rest",
    taken: "the rest in the runner, and the coordinator's deadline for an answer",
    cuts: [
      { module: "lib/runner/execute/thread.ts", from: "this.isResting = true;", to: "" },
      {
        module: "lib/engine/workers/resting-workers.ts",
        from: "ANSWER_MAX_MS = 200",
        to: "ANSWER_MAX_MS = 1e9",
      },
    ],
    spec: "attack/bounds",
    tests: ["workers that are kept run nothing"],
    says: /a worker is busy/,
  },
  {
    name: "warm workers are reused by the same program only",
    taken: "the check of their program",
    cuts: [{ module: "lib/engine/trial.ts", from: "warm.code === plan.code && ", to: "" }],
    spec: "attack/forgery",
    tests: ["a program that overwrites globals"],
    says: /forged/,
  },
  {
    name: "the bound of recorded times",
    taken: "the comparison with the longest possible run",
    cuts: [
      {
        module: "lib/trace/builder/validate-row.ts",
        from: "<= maxMs || Number.isNaN",
        to: "<= Number.MAX_VALUE || Number.isNaN",
      },
    ],
    spec: "lib/trace/builder/hostile.test.ts",
    tests: ["takes times of a measured trial", "takes times of a imported trial"],
    says: /expected \+?0 to be 1/,
  },
  {
    name: "the bounds of names are those of the page",
    taken: "the engine's bound of a text",
    cuts: [
      {
        module: "lib/engine/validate/shapes.ts",
        from: 'typeof value === "string" && value.length <= max',
        to: 'typeof value === "string" && value.length <= max * 1e9',
      },
    ],
    spec: "lib/engine/hostile.test.ts",
    tests: ["whatever runners send"],
    says: /Property failed[\s\S]*x{300}/,
  },
  {
    name: "a timeout fails the body that is late, and no other",
    taken: "the choice of the body",
    cuts: [
      { module: "lib/engine/scheduler/completions.ts", from: "if (late) {", to: "if (late === null) {" },
    ],
    spec: "tests/unit/engine/timeouts.test.ts",
    tests: ["under pooled fails alone; what else was on its worker runs again (concurrency 8)"],
    says: /expected \[ …\(5\) \] to deeply equal \[ \[ 1, 1 \]/,
  },
  {
    name: "a stranger's first run keeps no worker",
    taken: "the cold start",
    cuts: [
      { module: "lib/app/store/slices/run-slice.ts", from: "...(isFirst && isStrangers && COLD)", to: "" },
    ],
    spec: "lib/app/store/store.test.ts",
    tests: ["keeps no worker of a stranger's program"],
    says: /cold,warm,cold,warm,cold/,
  },
];
