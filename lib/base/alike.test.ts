import { expect, test } from "vitest";
import { packAlike, unpackAlike } from "./alike";

test("objects of one shape are packed as what differs, and unpacked as they were", () => {
  const shared = { deep: [1] };
  const objects: { id: number; shared: object; rest: number | undefined }[] = [
    { id: 1, shared, rest: 5 },
    { id: 2, shared, rest: undefined },
    { id: 1, shared: { deep: [2] }, rest: 5 },
  ];
  const packed = packAlike(objects);
  expect(packed).toEqual([objects[0], { id: 2, rest: undefined }, { shared: { deep: [2] } }]);
  expect(unpackAlike(structuredClone(packed))).toEqual(objects);
  expect(unpackAlike(packAlike([]))).toEqual([]);
});
