import { HelperManager } from "sucrase/dist/esm/HelperManager.js";
import identifyShadowedGlobals from "sucrase/dist/esm/identifyShadowedGlobals.js";
import NameManager from "sucrase/dist/esm/NameManager.js";
import { parse } from "sucrase/dist/esm/parser/index.js";
import State from "sucrase/dist/esm/parser/tokenizer/state.js";
import { TokenType } from "sucrase/dist/esm/parser/tokenizer/types.js";
import { state } from "sucrase/dist/esm/parser/traverser/base.js";
import TokenProcessor from "sucrase/dist/esm/TokenProcessor.js";
import RootTransformer from "sucrase/dist/esm/transformers/RootTransformer.js";
import getTSImportedNames from "sucrase/dist/esm/util/getTSImportedNames.js";
import { isStackOverflow } from "./nesting";

export { TokenType };

/** A token of the TypeScript. */
export interface SourceToken {
  readonly type: TokenType;
  readonly text: string;
  /** Offsets in the source. */
  readonly start: number;
  readonly end: number;
  /** It belongs to a type, and is not in the JavaScript. */
  readonly isType: boolean;
  /** Where it, or what was written for it, stands in the JavaScript. */
  readonly written: number | undefined;
}

interface WithoutTypes {
  readonly code: string;
  readonly tokens: readonly SourceToken[];
}

/**
 * Takes the types out, as `transform(source, { transforms: ["typescript"], disableESTransforms: true })` does.
 * @throws SyntaxError with `pos`, an offset in the source, where it can say that; RangeError or InternalError for a
 * source that is nested too deeply
 */
export function withoutTypes(source: string): WithoutTypes {
  try {
    return transform(source);
  } catch (error) {
    if (!(error instanceof Error) || error instanceof SyntaxError || isStackOverflow(error)) throw error;
    // Where a text goes wrong sucrase may stumble over itself before it comes to saying so.
    throw state.error ?? new SyntaxError(UNREADABLE);
  }
}

const UNREADABLE = "This is not valid TypeScript.";

/**
 * How often the parser may go back, by the length of the source: it does so to tell arrow functions from parentheses, in
 * each level anew, so that twenty levels of `(a = (a = …) => 1) => 1` would take it minutes. Ordinary text has it go back
 * at most three times in eight characters.
 */
const returnsFor = (source: string) => 4_000 + source.length / 2;
let returnsLeft = 0;

const restore = State.prototype.restoreFromSnapshot;
State.prototype.restoreFromSnapshot = function (this: State, snapshot) {
  if (--returnsLeft < 0) throw Object.assign(new SyntaxError(TANGLED), { pos: this.start });
  restore.call(this, snapshot);
};

const TANGLED = "Functions in default parameter values are nested too deeply here.";

function transform(source: string): WithoutTypes {
  returnsLeft = returnsFor(source);
  const { tokens, scopes } = parse(source, false, true, false);
  const nameManager = new NameManager(source, tokens);
  const helperManager = new HelperManager(nameManager);
  const tokenProcessor = new TokenProcessor(source, tokens, false, true, helperManager);
  identifyShadowedGlobals(tokenProcessor, scopes, getTSImportedNames(tokenProcessor));
  const context = { tokenProcessor, scopes, nameManager, importProcessor: null, helperManager };
  const transformer = new RootTransformer(context, ["typescript"], false, {
    transforms: ["typescript"],
    disableESTransforms: true,
  });
  const { code, mappings } = transformed(transformer, tokenProcessor);
  return {
    code,
    tokens: tokens
      .map(({ type, start, end, isType }, index) => ({
        type,
        text: source.slice(start, end),
        start,
        end,
        isType,
        written: mappings[index],
      }))
      .filter(({ type }) => type !== TokenType.eof),
  };
}

function transformed(transformer: RootTransformer, processor: TokenProcessor) {
  try {
    return transformer.transform();
  } catch (error) {
    if (isStackOverflow(error)) throw error;
    // It takes some nonsense for granted, `class A { constructor }` for one. It got this far:
    const written: unknown = Reflect.get(processor, "resultMappings");
    const last = Array.isArray(written) ? written.findLastIndex((offset) => offset !== undefined) : -1;
    const pos = processor.tokens[last + 1]?.start ?? 0;
    throw Object.assign(new SyntaxError(UNREADABLE), { pos });
  }
}
