/**
 * The parts of sucrase that its `transform` is made of. Its public map of positions is of no use to us: it goes wrong
 * for good after an empty piece of a template, and takes every line to keep its number. So `sucrase.ts` puts the same
 * parts together and reads the positions of the tokens themselves. None of this is public: package.json pins the version.
 */
declare module "sucrase/dist/esm/parser/index.js" {
  export { parse } from "sucrase/dist/types/parser/index";
}
declare module "sucrase/dist/esm/parser/traverser/base.js" {
  /** Of the parse that ran last. */
  export { state } from "sucrase/dist/types/parser/traverser/base";
}
declare module "sucrase/dist/esm/parser/tokenizer/state.js" {
  export { default } from "sucrase/dist/types/parser/tokenizer/state";
}
declare module "sucrase/dist/esm/parser/tokenizer/types.js" {
  export { TokenType } from "sucrase/dist/types/parser/tokenizer/types";
}
declare module "sucrase/dist/esm/NameManager.js" {
  export { default } from "sucrase/dist/types/NameManager";
}
declare module "sucrase/dist/esm/HelperManager.js" {
  export { HelperManager } from "sucrase/dist/types/HelperManager";
}
declare module "sucrase/dist/esm/TokenProcessor.js" {
  export { default } from "sucrase/dist/types/TokenProcessor";
}
declare module "sucrase/dist/esm/identifyShadowedGlobals.js" {
  export { default } from "sucrase/dist/types/identifyShadowedGlobals";
}
declare module "sucrase/dist/esm/util/getTSImportedNames.js" {
  export { default } from "sucrase/dist/types/util/getTSImportedNames";
}
declare module "sucrase/dist/esm/transformers/RootTransformer.js" {
  export { default } from "sucrase/dist/types/transformers/RootTransformer";
}
