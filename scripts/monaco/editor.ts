// The editor as one module: its namespace, the features we want, TypeScript and JavaScript.
import "./environment";
import "./features";
import "monaco-editor/languages/definitions/typescript/register";
import "monaco-editor/languages/definitions/javascript/register";

// Not "monaco-editor/editor", which brings a client for language servers along.
export * from "monaco-editor/editor/editor.api";
export * as typescript from "monaco-editor/languages/features/typescript/register";
