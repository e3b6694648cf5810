/** Splits a long name so that CSS can shorten it in the middle: the head is cut by an ellipsis, the tail stays. */
export function splitForMiddle(text: string, tail = 8): readonly [head: string, tail: string] {
  // By code points, so that no surrogate pair is torn.
  const points = [...text];
  if (points.length <= tail + 6) return [text, ""];
  return [points.slice(0, -tail).join(""), points.slice(-tail).join("")];
}
