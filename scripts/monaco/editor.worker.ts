// The editor's own worker: word completions, links, differences.
import "monaco-editor/editor/editor.worker";
