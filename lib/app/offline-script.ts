import type { KeepEditorMessage } from "@/lib/protocol/offline";

const KEEP_EDITOR: KeepEditorMessage = { type: "fanout:keep-editor" };

/**
 * Runs in our pages, as text, and caches the site for use without a network: `workers/offline.ts`. Not inside another page
 * (an embed's reader did not ask for it, and a sandboxed frame may not), not where the reader saves data,
 * and not before the page has done its own work: downloads would disturb the first measurement. Once it has taken over,
 * it gets a message if this page had loaded the editor before.
 *
 * @param basePath "" or "/fanout"
 */
export const offlineScript = (basePath: string): string =>
  `(()=>{if(top!==self||!("serviceWorker" in navigator)||navigator.connection?.saveData)return;
const c=navigator.serviceWorker,first=!c.controller,idle=window.requestIdleCallback??((f)=>setTimeout(f,1000));
const keep=()=>performance.getEntriesByType("resource").some(({name})=>name.startsWith(location.origin+${JSON.stringify(`${basePath}/monaco/`)}))&&c.controller?.postMessage(${JSON.stringify(KEEP_EDITOR)});
if(first)c.addEventListener("controllerchange",keep,{once:true});
const start=()=>idle(()=>c.register(${JSON.stringify(`${basePath}/sw.js`)}).catch(()=>undefined),{timeout:10000});
document.readyState==="complete"?start():addEventListener("load",start)})()`;
