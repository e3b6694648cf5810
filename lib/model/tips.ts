/** Tooltips of what is on the page from the start, by a short name: the texts are loaded with the first tooltip. */
export const TIPS = {
  compare: "How long it took, and where the time went",
  scale: "Items, durations, workers: which strategy to take, without a program",
  tree: "Every call, under its caller",
  timeline: "What each worker did at each moment",
  play: "The strategies on one clock",
  breakdown: "Time by task and part",
  output: "What the program returned",
  files: "What the program wrote",
  log: "What the program printed",
  workers: "The size of a pool, and how many new workers run in parallel",
  rounds: "How often each strategy runs. More rounds make a comparison reliable",
  settings: "Worker start, limits, chunks, seed, timeout, cache",
  share: "A link or an embed with this program",
  learn: "Lessons, each with a program to run",
  lesson: "What this example shows, step by step",
  reference: "Every function of the SDK",
} as const satisfies Readonly<Record<string, string>>;

export type TipName = keyof typeof TIPS;

/** What a tooltip says. @param text as it is, or the name of one of these after a "#" */
export const tipText = (text: string): string =>
  text.startsWith("#") ? (TIPS[text.slice(1) as TipName] ?? text) : text;
