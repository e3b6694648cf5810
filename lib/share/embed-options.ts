/** Options of an embed's fragment. On the page, which opens such a fragment too, they have no effect. */
export const EMBED_OPTIONS: readonly string[] = ["theme", "readonly", "height", "show"];

/** Views that an embed can show alone, without tabs and code. */
export const LONE_VIEWS = ["compare", "tree", "timeline", "play", "output", "log"] as const;
export type LoneView = (typeof LONE_VIEWS)[number];
