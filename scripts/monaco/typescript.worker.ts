// The TypeScript language service, by far the largest part: the page loads it after everything else works.
import "monaco-editor/languages/features/typescript/ts.worker";
