/** A comment, a section of text, a declaration, an end tag, or a start tag with its attributes. */
const TOKEN =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<[?!][^>]*>|<\/([^\s>]+)[^>]*>|<([^\s/>!?]+)((?:"[^"]*"|'[^']*'|[^"'>])*?)(\/?)>/g;
const ID = /(?:^|\s)id\s*=\s*(?:"([^"]*)"|'([^']*)')/;
const HREF = /(?:^|\s)(?:xlink:)?href\s*=\s*(?:"\s*#([^"]*)"|'\s*#([^']*)')/;

/** What multiplies the cost of drawing in ways that are not counted here, or reads more than is written. */
const UNCOUNTED =
  /<!ENTITY|<(?:\w+:)?(?:filter|marker|pattern|feImage)\b|\bfilter\s*[:=]|data:image\/svg|backdrop-filter/i;

/** Levels of `use` in what a `use` shows. */
const MAX_USE_LEVELS = 2;

interface Part {
  /** Of itself and of all within it, without what is used. */
  elements: number;
  /** Ids that are used within it. */
  readonly used: string[];
}

/** The elements that drawing a picture makes, copies by `use` included; infinity where that cannot be told. */
export function svgCost(svg: string): number {
  if (UNCOUNTED.test(svg)) return Number.POSITIVE_INFINITY;
  const root: Part = { elements: 0, used: [] };
  const open: Part[] = [root];
  const named = new Map<string, Part>();
  for (const [, end, name, attributes = "", empty] of svg.matchAll(TOKEN)) {
    if (end !== undefined) close(open);
    else if (name !== undefined) {
      const part: Part = { elements: 1, used: [] };
      const id = attribute(ID, attributes);
      // Of two with one id a browser may take either.
      if (id !== undefined && named.has(id)) return Number.POSITIVE_INFINITY;
      if (id !== undefined) named.set(id, part);
      const href = attribute(HREF, attributes);
      if (/^(?:\w+:)?use$/.test(name) && href !== undefined) part.used.push(href);
      open.push(part);
      if (empty === "/") close(open);
    }
  }
  while (open.length > 1) close(open);
  const total = (part: Part, levels: number): number =>
    part.used.reduce((sum, id) => {
      const target = named.get(id);
      if (target === undefined) return sum;
      return levels === 0 ? Number.POSITIVE_INFINITY : sum + total(target, levels - 1);
    }, part.elements);
  return total(root, MAX_USE_LEVELS);
}

function close(open: Part[]): void {
  const around = open.at(-2);
  const part = open.at(-1);
  if (part === undefined || around === undefined) return;
  open.pop();
  around.elements += part.elements;
  around.used.push(...part.used);
}

const attribute = (pattern: RegExp, attributes: string): string | undefined => {
  const found = pattern.exec(attributes);
  return found?.[1] ?? found?.[2];
};
