/** What a search for spans understands: its tooltip. */
export const SEARCH_FIELDS =
  "Words in any order, task:parse, key:a, status:failed, worker:2, duration>1s, attempts>1, sent>1MB; - excludes";
