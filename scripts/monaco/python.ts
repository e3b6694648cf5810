// Python's colors, brackets and indentation, loaded where a program is written in it.
export { conf, language } from "monaco-editor/languages/definitions/python/python";
