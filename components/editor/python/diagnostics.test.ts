import { expect, it } from "vitest";
import { typeProblems } from "./diagnostics";
import type { LspDiagnostic } from "./messages";

const range = { start: { line: 1, character: 2 }, end: { line: 1, character: 5 } };
const found = (code: string | undefined, severity = 1): LspDiagnostic => ({
  range,
  severity,
  message: code ?? "syntax",
  ...(code !== undefined && { code }),
});
const shown = (...all: readonly LspDiagnostic[]) =>
  typeProblems(all).map(({ severity, message }) => [severity, message]);

it("calls errors what would not run, and the rest warnings", () => {
  expect(shown(found(undefined), found("reportUndefinedVariable"), found("reportArgumentType"))).toEqual([
    ["error", "syntax"],
    ["error", "reportUndefinedVariable"],
    ["warning", "reportArgumentType"],
  ]);
});

it("leaves hints out", () => {
  expect(shown(found("reportUnusedImport", 4), found("x", 3), found("y", 2))).toEqual([["warning", "y"]]);
});

it("says nothing of types next to a module that has none", () => {
  expect(shown(found("reportMissingImports"), found("reportCallIssue"), found(undefined))).toEqual([
    ["warning", "reportMissingImports"],
    ["error", "syntax"],
  ]);
});

it("counts lines and columns from 1", () => {
  expect(typeProblems([found(undefined)])[0]).toMatchObject({
    startLineNumber: 2,
    startColumn: 3,
    endLineNumber: 2,
    endColumn: 6,
  });
});
