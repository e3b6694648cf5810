interface Step {
  readonly title: string;
  readonly text: string;
  /** Of the element that it is about. */
  readonly selector: string;
}

export const TOUR_STEPS: readonly Step[] = [
  {
    title: "The program",
    text: "Tasks, and a workflow that calls them for many items. How to split up the work is not in it: that is the strategy.",
    selector: "[aria-label=Program]",
  },
  {
    title: "The ways to run it",
    text: "Each strategy is one: a plain loop, an event loop, a new worker per item, or a pool of workers.",
    selector: '[aria-label="Strategies to run"]',
  },
  {
    title: "Run",
    text: "Runs the same program under each strategy, on real workers in this browser, and measures it.",
    selector: '[aria-label="Run"]',
  },
  {
    title: "The answer",
    text: "Which strategy is faster, and what took the time: work, worker starts, transfers or waiting.",
    selector: "[aria-label=Results]",
  },
  {
    title: "Every call",
    text: "Tree and Timeline have each call; Your numbers asks about your own items, workers and platform.",
    selector: "[aria-label=Results] [role=tablist]",
  },
];
