/** Of the state: what a run in progress adds to it. */
export const NOTHING_RUNS = { live: undefined, runDocument: undefined, progress: undefined } as const;

/** As a document begins. The phase is that of the sandbox, which may still be stopping what ran before. */
export const NO_RUN = { ...NOTHING_RUNS, automatic: false, refusal: undefined, download: undefined } as const;
