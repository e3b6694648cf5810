interface KeySection {
  readonly title: string;
  readonly rows: readonly (readonly [keys: string, what: string])[];
}

/** What the keys do, place by place. */
export const KEY_LIST: readonly KeySection[] = [
  {
    title: "Everywhere",
    rows: [
      ["Mod+Enter", "Run (disabled while a run is in progress)"],
      ["Esc", "Stop the run (outside the editor)"],
      ["Mod+K", "Go to: commands, views, examples, drafts and spans"],
      ["Mod+S", "Share"],
      ["?", "Keyboard shortcuts (outside the editor)"],
    ],
  },
  {
    title: "In the editor",
    rows: [
      ["Tab", "Indent"],
      ["Esc", "Then Tab leaves the editor"],
      ["Ctrl+M", "Toggle: Tab leaves the editor"],
    ],
  },
  {
    title: "In the results",
    rows: [
      ["←→", "Previous and next tab; in the tree, collapse and expand"],
      ["↑↓", "Previous and next row"],
      ["Home", "First row; End: last row"],
    ],
  },
  {
    title: "In the timeline",
    rows: [
      ["W", "Zoom in"],
      ["S", "Zoom out"],
      ["A", "Move left"],
      ["D", "Move right"],
      ["0", "Fit the run"],
      ["F", "Fit the selected span"],
      ["R", "Select the time in view and sum it up"],
      ["←→", "Previous and next span"],
      ["↑↓", "Span above and below"],
      ["Home", "First span; End: last span"],
    ],
  },
  {
    title: "While presenting",
    rows: [
      ["←→", "Previous and next step of the lesson, or view"],
      ["Esc", "End the presentation"],
    ],
  },
  {
    title: "On the decision map",
    rows: [
      ["←→", "Along the horizontal axis; Home and End go to its ends"],
      ["↑↓", "Along the vertical axis; Page up and Page down go to its ends"],
    ],
  },
  {
    title: "On the splitter",
    rows: [
      ["←→", "Move the splitter"],
      ["Home", "Smallest size; End: largest"],
    ],
  },
];
