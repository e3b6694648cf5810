/**
 * A stranger's HTML as a document for `<iframe sandbox="">`. The sandbox takes its scripts, forms, pop-ups and origin;
 * the policy takes the network, so that looking at a file tells nobody; and the base sends links into a new window, which
 * the sandbox does not open, so that none leads away inside the frame. A browser may connect to a host before it asks the policy,
 * so whatever loads a document is removed as well.
 */
const HEAD =
  '<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src \'none\'; style-src \'unsafe-inline\'; img-src data:; font-src data:"><meta http-equiv="x-dns-prefetch-control" content="off"><base target="_blank">';
/** Elements of `HEAD` and the style after it: those of the file come later. */
const OWN = 5;

/** What loads documents, or changes where and how the others load theirs. */
const LOADERS =
  "iframe,frame,frameset,object,embed,applet,portal,fencedframe,webview,template,script,base,link,meta";
/** Animations that can change where a link leads or opens. */
const ANIMATED_LINKS = /^(?:xlink:)?href$|^target$/i;
const MATHML = "http://www.w3.org/1998/Math/MathML";

/** Parsed again until nothing was removed, because what is written of a document may be read as another one. */
const MAX_PASSES = 5;

/** @returns undefined where it cannot be made safe. @param style CSS of ours */
export function sandboxedDocument(body: string, style = ""): string | undefined {
  const parser = new DOMParser();
  const start = `${HEAD}<style>${style}</style>`;
  let text = start + body;
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const parsed = parser.parseFromString(text, "text/html");
    if (!clean(parsed)) return text;
    text = `<!doctype html>${parsed.documentElement.outerHTML}`;
  }
  return undefined;
}

/** A picture in such a document. */
export const pictureDocument = (url: string, style: string): string =>
  `${HEAD}<style>${style}</style><img alt="" src="${url}">`;

/** @returns whether something was removed */
function clean(parsed: Document): boolean {
  const own = new Set<Element>([...parsed.head.children].slice(0, OWN));
  let isChanged = false;
  for (const element of parsed.querySelectorAll("*")) {
    if (own.has(element)) continue;
    if (element.matches(LOADERS) || animatesLinks(element)) {
      element.remove();
      isChanged = true;
    } else isChanged = cleanLink(element) || isChanged;
  }
  return isChanged;
}

const animatesLinks = (element: Element): boolean =>
  /^(animate|set)/i.test(element.localName) &&
  ANIMATED_LINKS.test(element.getAttribute("attributeName") ?? "");

/** Links open in a new window only, which the sandbox does not open: the base does not count for those of SVG. */
function cleanLink(element: Element): boolean {
  const isLink = element.localName === "a" || element.localName === "area";
  const target = isLink ? "_blank" : null;
  let isChanged = false;
  if (element.getAttribute("target") !== target) {
    if (target === null) element.removeAttribute("target");
    else element.setAttribute("target", target);
    isChanged = true;
  }
  const gone = element.namespaceURI === MATHML ? ["ping", "href", "xlink:href"] : ["ping"];
  for (const name of gone) {
    if (!element.hasAttribute(name)) continue;
    element.removeAttribute(name);
    isChanged = true;
  }
  return isChanged;
}

export const proseStyle = (ground: string, ink: string, muted: string, line: string): string =>
  `body{margin:12px 16px;background:${ground};font:13px/1.5 system-ui,sans-serif;color:${ink};overflow-wrap:anywhere}` +
  `h1{font-size:20px}h2{font-size:16px}h3{font-size:14px}h1,h2,h3{line-height:1.3;margin:1em 0 .4em}` +
  `pre,code{font:12px/1.5 ui-monospace,monospace}pre{border:1px solid ${line};border-radius:6px;padding:8px;overflow:auto}` +
  `blockquote{margin:0;padding-left:12px;border-left:3px solid ${line};color:${muted}}a{color:inherit}` +
  `table{border-collapse:collapse}td,th{border:1px solid ${line};padding:2px 8px}img{max-width:100%}`;

/** A picture in the middle, as large as there is room. */
export const pictureStyle = (ground: string): string =>
  `html,body{height:100%;margin:0}body{display:flex;align-items:center;justify-content:center;background:${ground}}` +
  `img{max-width:calc(100% - 24px);max-height:calc(100% - 24px);object-fit:contain}`;
