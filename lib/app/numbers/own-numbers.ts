import type { Numbers, Place, Work } from "@/lib/estimate/numbers";

/** Some fields of "Your numbers". */
export interface SomeNumbers extends Partial<Omit<Numbers, "work" | "place">> {
  readonly work?: Partial<Work>;
  readonly place?: Partial<Place>;
}

/** A field by its name: "work.items", "workers". */
export type FieldName =
  | `work.${keyof Work}`
  | `place.${keyof Place}`
  | Exclude<keyof Numbers, "work" | "place">;

export const NO_NUMBERS: SomeNumbers = {};

export function mergeNumbers(some: SomeNumbers, more: SomeNumbers): SomeNumbers {
  const work = { ...some.work, ...more.work };
  const place = { ...some.place, ...more.place };
  return {
    ...some,
    ...more,
    ...(Object.keys(work).length > 0 && { work }),
    ...(Object.keys(place).length > 0 && { place }),
  };
}

export function hasField(some: SomeNumbers, field: FieldName): boolean {
  const [group, name] = field.split(".") as [keyof SomeNumbers, string | undefined];
  const value: unknown = some[group];
  if (name === undefined) return value !== undefined;
  return typeof value === "object" && value !== null && name in value;
}
