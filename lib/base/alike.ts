/** Objects of one shape: the first, and of each other one what differs from it. A message of them has few keys. */
type Alike<T extends object> = readonly Partial<T>[];

export function packAlike<T extends object>(objects: readonly T[]): Alike<T> {
  const [first] = objects;
  return objects.map((each) => {
    if (first === undefined || each === first) return each;
    const differs: Partial<T> = {};
    for (const key in each) if (each[key] !== first[key]) differs[key] = each[key];
    return differs;
  });
}

/** The objects; anything that a stranger sends is unpacked to objects of some kind. */
export const unpackAlike = <T extends object>(packed: Alike<T>): T[] =>
  packed.map((each, at) => (at === 0 ? (each as T) : { ...(packed[0] as T), ...each }));
