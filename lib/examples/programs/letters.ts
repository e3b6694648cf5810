// 26 letters, one piece of work each, one merge at the end. Nothing here says
// how it is split up: the same code runs as a plain loop, as one isolated op
// run per letter, or on a few warm workers.
import { sleep, starmap, task, workflow } from "fanout";

// In a real pipeline the list is known only at run time: files in a bucket.
const load_pieces = task(() => {
  const pieces = [..."abcdefghijklmnopqrstuvwxyz"];
  console.log(`Will process ${pieces.length} pieces`);
  return pieces;
});

// The slow part. It waits, like a call to a service; compute() uses the CPU.
const compute_piece = task(async (piece: string, pieceMs: number) => {
  await sleep(pieceMs);
  return piece.toUpperCase();
});

// Needs every piece, so it starts when the slowest is done.
const merge = task((capitals: string[]) => {
  console.log("Finished, the result is", capitals);
  return capitals.join("");
});

export default workflow(
  async ({ pieceMs }) => {
    const pieces = await load_pieces();
    // One call per letter; the results are in the order of the letters.
    const capitals = await starmap(
      compute_piece,
      pieces.map((piece) => [piece, pieceMs]),
      { key: ([piece]) => piece },
    );
    return merge(capitals);
  },
  {
    name: "letters",
    inputs: {
      // How long one piece waits, in ms; Dagster's example uses 1000
      pieceMs: 100,
    },
  },
);
