/** Monaco declares no types for it. */
declare module "monaco-editor/languages/definitions/python/python" {
  export const conf: unknown;
  export const language: unknown;
}
