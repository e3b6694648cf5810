import type { Theme } from "@/lib/app/theme/palette";
import type { Monaco } from "./load-monaco";

/** The build writes #fff for #ffffff, which Monaco does not take. */
const sixDigits = (color: string): string =>
  /^#[\da-f]{3}$/i.test(color) ? color.replace(/[\da-f]/gi, "$&$&") : color;

export function applyTheme(monaco: Monaco, theme: Theme): void {
  const styles = getComputedStyle(document.documentElement);
  const token = (name: string): string => sixDigits(styles.getPropertyValue(`--${name}`).trim());
  const ink = (name: string): string => token(name).slice(1);
  const name = `fanout-${theme}`;
  monaco.editor.defineTheme(name, {
    base: theme === "dark" ? "vs-dark" : "vs",
    inherit: true,
    rules: [
      { token: "", foreground: ink("text") },
      { token: "keyword", foreground: ink("code-keyword") },
      { token: "string", foreground: ink("code-string") },
      { token: "regexp", foreground: ink("code-string") },
      { token: "number", foreground: ink("code-number") },
      { token: "comment", foreground: ink("code-comment"), fontStyle: "italic" },
      { token: "type", foreground: ink("text") },
      { token: "delimiter", foreground: ink("text") },
    ],
    colors: {
      "editor.background": token("surface"),
      "editor.foreground": token("text"),
      "editorLineNumber.foreground": token("muted"),
      "editorLineNumber.activeForeground": token("text"),
      "editor.lineHighlightBackground": token("subtle"),
      "editor.lineHighlightBorder": token("subtle"),
      "editorCursor.foreground": token("text"),
      "editorIndentGuide.background1": token("line"),
      "editorGutter.background": token("surface"),
      "editorWidget.background": token("surface"),
      "editorWidget.border": token("line"),
      "editorHoverWidget.background": token("surface"),
      "editorHoverWidget.border": token("line"),
      "editorSuggestWidget.background": token("surface"),
      "editorSuggestWidget.border": token("line"),
      "editorSuggestWidget.selectedBackground": token("selected"),
      "editorSuggestWidget.selectedForeground": token("text"),
      "editorSuggestWidget.highlightForeground": token("accent"),
      "editorSuggestWidget.focusHighlightForeground": token("accent"),
      "editorError.foreground": token("failed"),
      "editorWarning.foreground": token("warning"),
      // Color belongs to data, also where a model turns the brackets' own colors on again.
      ...Object.fromEntries(
        [1, 2, 3, 4, 5, 6].map((depth) => [`editorBracketHighlight.foreground${depth}`, token("text")]),
      ),
      focusBorder: token("accent"),
    },
  });
  monaco.editor.setTheme(name);
}
