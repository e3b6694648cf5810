import { fieldType } from "../field-type";
import type { InputField } from "../program";
import { readLiteral } from "./literals";
import type { Piece } from "./scan";
import type { Statement } from "./statements";

export interface Parameter extends InputField {
  readonly hasDefault: boolean;
  /** As it is written, without spaces. */
  readonly annotation: string;
}

const TYPES: Readonly<Record<string, InputField["type"]>> = {
  int: "number",
  float: "number",
  str: "string",
  bool: "boolean",
  "list[int]": "numbers",
  "list[float]": "numbers",
  "list[str]": "strings",
};

/**
 * The parameters of a function that can be given by name. Their types are those of their defaults, or of their annotations
 * where there is none; a comment behind one describes it.
 * @param definition `def name(…)` @param comments of the program
 */
export function parametersOf(
  definition: Statement,
  source: string,
  comments: readonly Piece[],
): readonly Parameter[] {
  return split(inBrackets(definition.pieces)).flatMap((pieces) => parameterOf(pieces, source, comments));
}

/** @param pieces `name: annotation = default` @returns one, or none for what has no name */
export function parameterOf(
  pieces: readonly Piece[],
  source: string,
  comments: readonly Piece[],
): readonly Parameter[] {
  const [name] = pieces;
  // `*`, `/`, `*rest` and `**rest`.
  if (name?.kind !== "word") return [];
  const equals = topLevel(pieces, "=");
  const colon = topLevel(pieces, ":");
  const annotation = colon < 0 ? "" : textOf(pieces.slice(colon + 1, equals < 0 ? undefined : equals));
  const literal = equals < 0 ? undefined : readLiteral(pieces.slice(equals + 1));
  const known = literal?.value === null ? undefined : literal;
  const declared = TYPES[annotation];
  const description = commentBehind(pieces.at(-1) ?? name, source, comments);
  return [
    {
      name: name.text,
      type: known ? fieldType(known.value) : (declared ?? "json"),
      ...(literal && { default: literal.value }),
      ...(description && { description }),
      hasDefault: equals >= 0,
      annotation,
    },
  ];
}

/** What is between the brackets of a definition. */
function inBrackets(pieces: readonly Piece[]): readonly Piece[] {
  const from = pieces.findIndex(({ text }) => text === "(");
  let depth = 0;
  for (let at = from; at >= 0 && at < pieces.length; at++) {
    depth += depthOf(pieces[at]);
    if (depth === 0) return pieces.slice(from + 1, at);
  }
  return [];
}

function depthOf(piece: Piece | undefined): number {
  if (piece?.kind !== "mark") return 0;
  return "([{".includes(piece.text) ? 1 : ")]}".includes(piece.text) ? -1 : 0;
}

function split(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const parts: Piece[][] = [[]];
  let depth = 0;
  for (const piece of pieces) {
    depth += depthOf(piece);
    if (depth === 0 && piece.kind === "mark" && piece.text === ",") parts.push([]);
    else parts.at(-1)?.push(piece);
  }
  return parts;
}

function topLevel(pieces: readonly Piece[], mark: string): number {
  let depth = 0;
  return pieces.findIndex((piece) => {
    depth += depthOf(piece);
    return depth === 0 && piece.kind === "mark" && piece.text === mark;
  });
}

const textOf = (pieces: readonly Piece[]): string => pieces.map(({ text }) => text).join("");

/** The comment at the end of a parameter's line, where nothing but its comma is between. */
function commentBehind(last: Piece, source: string, comments: readonly Piece[]): string | undefined {
  const comment = comments.find(({ start }) => start >= last.end);
  if (!comment || !/^[ \t]*,?[ \t]*$/.test(source.slice(last.end, comment.start))) return undefined;
  return comment.text.replace(/^#+:?\s*/, "").trim() || undefined;
}
