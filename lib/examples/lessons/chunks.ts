import type { Lesson } from "./lesson";

export const chunks: Lesson = {
  slug: "chunks",
  title: "The lost wave",
  description:
    "Python's Pool.map cuts a list into four chunks per worker. With few items that can cost a whole wave of waiting. See where it goes.",
  intro: `A pool hands out work in chunks: several items in one message. Large chunks need few messages. But a chunk is done by one worker, one item after the other, while the others may be idle.

Here 26 equal items run on 4 workers, twice: first in the chunks that Python's \`Pool.map\` would make, then in Fanout's own. Press Run and look at the end of each group in the timeline.`,
  look: `Python's rule is short: [number of items ÷ (4 × number of workers), rounded up](https://github.com/python/cpython/blob/main/Lib/multiprocessing/pool.py). For 26 items on 4 workers that is 2. There are 13 chunks of 2, and 13 chunks on 4 workers make 4 rounds of 2 items: **8 items' time**. In the last round one worker has a chunk and three wait. Handed out one by one, the 26 items would be done in ⌈26 / 4⌉ = **7 items' time**.

The length of the whole thing, in items, for other numbers of workers:

| workers | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 10 | 13 | 26 |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
| Python's chunks | 26 | 14 | 9 | 8 | 6 | 6 | 4 | 4 | 3 | 2 | 1 |
| at best, ⌈26 / n⌉ | 26 | 13 | 9 | 7 | 6 | 5 | 4 | 4 | 3 | 2 | 1 |

With 2, 4 and 6 workers a wave is lost. With thousands of items it would be a small share of the total; with 26 items of five minutes each, it is five minutes.

Fanout's default, \`chunkSize: "auto"\`, starts with large chunks and makes them smaller towards the end, so that the last ones are single items. It needs few messages and loses no wave.`,
  tries: [
    {
      change: "Set the workers to 2, 6 and 7.",
      see: "One item's time is lost, one, and none. The program's output has the whole table.",
      open: {
        "2 workers": { settings: { workers: 2 } },
        "6 workers": { settings: { workers: 6 } },
        "7 workers": { settings: { workers: 7 } },
      },
    },
    {
      change: "Set `items` to 2600 and `itemMs` to 5.",
      see: "The rule now gives chunks of 163 on 4 workers, and the loss is a small share of the total.",
      open: { "2,600 items": { inputs: { items: 2600, itemMs: 5 } } },
    },
    {
      change: "Make the items uneven: `await sleep(index % 5 === 0 ? 5 * itemMs : itemMs)`.",
      see: "The larger the chunks, the more the order of the items matters. Smaller chunks even it out.",
      open: {
        "uneven items": {
          edits: { "await sleep(itemMs)": "await sleep(index % 5 === 0 ? 5 * itemMs : itemMs)" },
        },
      },
    },
    {
      change: "Write `chunkSize: 1`, then `chunkSize: 13`.",
      see: "One message per item. With two chunks, two of the four workers stay idle.",
      open: {
        "chunks of 1": { edits: { 'chunkSize: "auto"': "chunkSize: 1" } },
        "chunks of 13": { edits: { 'chunkSize: "auto"': "chunkSize: 13" } },
      },
    },
  ],
  takeaways: [
    "Chunk size is a trade-off: fewer messages or an even finish.",
    "If items take more than a millisecond, a chunk of 1 costs nothing that you would notice. Use it for few, long or uneven items.",
    "Use at least as many chunks as workers.",
  ],
  systems: {
    Python:
      "`Pool.map` and `Pool.starmap` use the rule above. `Pool.imap`, `imap_unordered` and [`ProcessPoolExecutor.map`](https://docs.python.org/3/library/concurrent.futures.html) take chunks of 1 by default. All accept a `chunksize`. An exception in an item [ends its chunk](https://github.com/python/cpython/blob/main/Lib/multiprocessing/pool.py): the items after it are not run.",
    Dagster:
      "There are no chunks: a dynamic output is one step. To get them, yield lists and loop inside the op. Users with ten thousand small outputs [do exactly that](https://github.com/dagster-io/dagster/issues/4041).",
    Flyte:
      "An item of a `map_task` is a separate container; [`concurrency`](https://github.com/flyteorg/flyte/blob/master/docs/user_guide/advanced_composition/map_tasks.md) limits how many run in parallel. Its documentation describes batches that run one after the other, which loses time at the end of every batch.",
    Fanout:
      '`chunkSize` takes a number, `"python"` or `"auto"`; `concurrency` is a sliding window, so a free slot is taken immediately. A failed item is retried alone, not with its chunk.',
  },
};
