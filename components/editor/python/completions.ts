import type { Monaco } from "../load-monaco";

type Kinds = Monaco["languages"]["CompletionItemKind"];

/** Monaco's names of the protocol's kinds, which count from 1. */
const KINDS: readonly (keyof Kinds)[] = [
  "Text",
  "Method",
  "Function",
  "Constructor",
  "Field",
  "Variable",
  "Class",
  "Interface",
  "Module",
  "Property",
  "Unit",
  "Value",
  "Enum",
  "Keyword",
  "Snippet",
  "Color",
  "File",
  "Reference",
  "Folder",
  "EnumMember",
  "Constant",
  "Struct",
  "Event",
  "Operator",
  "TypeParameter",
];

export const completionKind = (kinds: Kinds, kind = 1) => kinds[KINDS[kind - 1] ?? "Text"];
