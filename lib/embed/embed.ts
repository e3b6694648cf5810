import { ownBase } from "./base";
import { defineElement } from "./element";
import { upgradeCodeBlocks } from "./upgrade";

/** `generated/embed.js`: makes `<fanout-playground>` work. Twice on a page is as good as once. */
if (typeof customElements !== "undefined" && !customElements.get("fanout-playground")) {
  defineElement(ownBase(document.currentScript));
  if (document.readyState === "loading") addEventListener("DOMContentLoaded", upgradeCodeBlocks);
  else upgradeCodeBlocks();
}
