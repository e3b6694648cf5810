import type { OutputWithRepr } from "@/lib/protocol/runner";

/** lib/python/_fanout/shown.py writes it. */
interface Shown {
  readonly value: unknown;
  readonly repr: string;
}

/** What a program gave, for the engine: values that JSON does not have are JavaScript's, as far as there are such. */
export function outputOf(json: string | undefined): OutputWithRepr | undefined {
  if (json === undefined) return undefined;
  const { value, repr } = JSON.parse(json, revive) as Shown;
  return { $fanout: "output", value, repr };
}

function revive(_: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || !("$fanout" in value)) return value;
  const tagged = value as Readonly<Record<string, unknown>>;
  switch (tagged.$fanout) {
    case "bigint":
      return BigInt(String(tagged.value));
    case "number":
      return Number(tagged.value);
    case "Set":
      return new Set(tagged.values as unknown[]);
    case "Map":
      return new Map(tagged.entries as [unknown, unknown][]);
    case "Uint8Array":
      return Uint8Array.from((tagged.values as unknown[]).filter((each) => typeof each === "number"));
    case "cycle":
      return "[a value inside itself]";
    default:
      return "[left out]";
  }
}
