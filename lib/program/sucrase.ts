import { HelperManager } from "sucrase/dist/esm/HelperManager.js";
import identifyShadowedGlobals from "sucrase/dist/esm/identifyShadowedGlobals.js";
import NameManager from "sucrase/dist/esm/NameManager.js";
import { parse } from "sucrase/dist/esm/parser/index.js";
import { TokenType } from "sucrase/dist/esm/parser/tokenizer/types.js";
import TokenProcessor from "sucrase/dist/esm/TokenProcessor.js";
import RootTransformer from "sucrase/dist/esm/transformers/RootTransformer.js";
import getTSImportedNames from "sucrase/dist/esm/util/getTSImportedNames.js";

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

/**
 * Takes the types out, as `transform(source, { transforms: ["typescript"], disableESTransforms: true })` does.
 * @throws SyntaxError with `pos`, an offset in the source
 */
export function withoutTypes(source: string): {
  readonly code: string;
  readonly tokens: readonly SourceToken[];
} {
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
  const { code, mappings } = transformer.transform();
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
