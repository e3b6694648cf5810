/**
 * Presses and keys that come before the page works, because its script has not arrived or the program is not open yet:
 * a script in the page holds them back, and the page delivers them when the program is open. Run, then, can be pressed at
 * first sight. Text fields are read-only or disabled until then: there is nothing to edit before. A press is for the document
 * of the address: where that changes, what was held back is dropped.
 */

declare global {
  interface Window {
    /** Delivers what was held back, and holds back no more. `flush` is called after each, to draw what it changed. */
    deliverEarlyInput?: (flush: () => void) => void;
  }
}

/** Buttons, tabs among them, and the code of an embed, which opens the editor. */
const HELD = "button,[data-editor=reader]";
/** More than anybody presses in a moment. */
const MAX_HELD = 20;

/**
 * Runs in the body, as text, before what it is about. `mousedown` is held with `click`, because tabs listen to that.
 * @param dialogs false where there are none, as in an embed: their keys stay the browser's. As in `usePageKeys`.
 */
export const earlyInputScript = (dialogs: boolean): string =>
  `(()=>{const held=[],types=["mousedown","click","keydown"];
const isHeld=({type,target,key,ctrlKey,metaKey})=>type!=="keydown"?target.closest?.("${HELD}"):ctrlKey||metaKey?key==="Enter"${
    dialogs ? '||key==="s"' : ""
  }:${dialogs ? 'key==="?"&&!target.closest?.("input,select,textarea")' : "false"};
const hold=(event)=>{if(!isHeld(event))return;
if(event.type==="keydown")event.preventDefault();
event.stopImmediatePropagation();
if(held.length<${MAX_HELD})held.push([event.target,event])};
for(const type of types)addEventListener(type,hold,true);
addEventListener("hashchange",()=>held.splice(0));
window.deliverEarlyInput=(flush)=>{for(const type of types)removeEventListener(type,hold,true);
for(const [target,event] of held.splice(0)){target.dispatchEvent(new event.constructor(event.type,event));flush()}}})()`;
