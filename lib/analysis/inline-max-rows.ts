/** Rows up to which a view's answer is worked out on the page, within a frame, instead of in the worker. */
export const INLINE_ANALYSIS_MAX_ROWS = 5_000;
