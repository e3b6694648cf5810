/**
 * Attributes that a code block may set. Not where something is loaded from, and no handlers: sites let readers write `data-`
 * attributes that they would not let near these.
 */
const NAMES = ["view", "show", "theme", "readonly", "strategies", "workers", "height", "title", "language"];

/**
 * `<pre><code class="language-ts" data-fanout="view=split">` becomes a playground with the code block inside. For pages that
 * nothing renders again; a framework's pages use the element.
 */
export function upgradeCodeBlocks(): void {
  for (const code of document.querySelectorAll<HTMLElement>("[data-fanout]")) {
    const block = code.closest("pre");
    if (!block || block.closest("fanout-playground")) continue;
    const element = document.createElement("fanout-playground");
    for (const [name, value] of new URLSearchParams(code.dataset.fanout))
      if (NAMES.includes(name)) element.setAttribute(name, value);
    if (/\blanguage-py(thon)?\b/.test(`${code.className} ${block.className}`))
      element.setAttribute("language", "python");
    block.before(element);
    element.append(block);
  }
}
