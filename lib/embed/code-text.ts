/** What highlighters and documentation generators put beside code: line numbers, buttons, and what only screens show. */
const NOT_CODE =
  "button,style,script,.linenos,.lineno,.ln,.lnt,.line-number,.line-numbers-rows,.gutter,[aria-hidden=true]";

/**
 * The code in an element, as it was written: of the last `<pre>` or `<code>`, since tables put line numbers before it.
 * Lines end where text or `<br>` ends them (Docusaurus writes `<br>` and no line ends).
 */
export function codeIn(element: Element): string | undefined {
  const blocks = element.querySelectorAll("pre code, pre, code");
  const last = blocks[blocks.length - 1];
  if (!last) return undefined;
  const text = textOf(last).replace(/^\n/, "").trimEnd();
  return text === "" ? undefined : `${text}\n`;
}

function textOf(node: Node): string {
  if (node.nodeType === Node.TEXT_NODE) return node.nodeValue ?? "";
  if (!(node instanceof Element)) return "";
  if (node.matches("br")) return "\n";
  return node.matches(NOT_CODE) ? "" : Array.from(node.childNodes, textOf).join("");
}
