import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeNumbers } from "@/lib/app/numbers/own-numbers";
import { wholeNumbers } from "@/lib/app/numbers/whole-numbers";
import { DEFAULT_NUMBERS } from "@/lib/estimate/defaults";
import { PRESETS } from "@/lib/estimate/presets";
import { numbersSchema } from "@/lib/estimate/schema";
import { anyNumbers } from "@/lib/estimate/testing/arbitrary";
import { type Field, MAIN_FIELDS, MORE_FIELDS } from "./fields";

const FIELDS: readonly Field[] = [MAIN_FIELDS, MORE_FIELDS].flatMap(({ work, place, workers }) => [
  ...work,
  ...place,
  ...workers,
]);
const named = (name: string): Field => {
  const found = FIELDS.find((field) => field.name === name);
  if (!found) throw new Error(`no field ${name}`);
  return found;
};

describe("fields of the form", () => {
  it("change themselves alone", () => {
    const read = named("work.items").read("10k");
    expect(read).toEqual({ ok: true, value: { work: { items: 10_000 } } });
    expect(named("place.start").read("20 s")).toEqual({
      ok: true,
      value: { place: { start: { kind: "fixed", ms: 20_000 } } },
    });
    expect(named("place.limit").read("none")).toEqual({ ok: true, value: { place: { limit: 0 } } });
  });

  it.each([
    ["work.items", "0", "Enter a number from 1 to 10,000,000."],
    ["work.failures", "120%", "Enter at most 100%."],
    ["workers", "1M", "Enter a number from 1 to 10,000."],
    ["place.pricePerHour", "$2,000,000", "Enter at most $1,000,000."],
    ["place.hostBytes", "2000 TiB", "Enter at most 1,024 TiB."],
  ])("%s refuses %s", (name, text, message) =>
    expect(named(name).read(text)).toEqual({ ok: false, message }),
  );

  it("take back what they show, within the bounds of the model", () => {
    fc.assert(
      fc.property(fc.oneof(anyNumbers, fc.constant(DEFAULT_NUMBERS)), (numbers) => {
        for (const field of FIELDS) {
          const read = field.read(field.text(numbers));
          if (!read.ok) throw new Error(`${field.name} ${field.text(numbers)}: ${read.message}`);
          const whole = wholeNumbers(mergeNumbers(numbers, read.value), undefined);
          expect(numbersSchema.safeParse(whole).success, field.name).toBe(true);
        }
      }),
    );
  });

  it("take whatever is typed without breaking the model", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...FIELDS),
        fc.oneof(fc.string(), fc.double().map(String)),
        (field, text) => {
          const read = field.read(text);
          if (read.ok)
            expect(numbersSchema.safeParse(wholeNumbers(read.value, undefined)).success).toBe(true);
        },
      ),
    );
  });

  it("can show every preset", () => {
    for (const { place } of PRESETS)
      for (const field of FIELDS) expect(field.text({ ...DEFAULT_NUMBERS, place })).not.toBe("–");
  });
});
