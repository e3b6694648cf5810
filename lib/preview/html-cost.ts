/** A start tag, whatever it is in. */
const TAG = /<([a-z][^\s/>]*)([^>]*)/gi;
/** A parser opens these again in each block that follows, until they are closed. `a` and `nobr` are closed by the next one. */
const FORMATTING = new Set("b big code em font i s small strike strong tt u".split(" "));
/** Equal ones that a parser keeps open. */
const MAX_EQUAL = 3;
const MAX_ATTRIBUTES = 500;

/** What drawing an element costs next to parsing it. */
const DRAWN = 16;

/**
 * What parsing and drawing a text costs at most, whatever its mistakes, in parsed elements: a bound, without parsing.
 * @returns infinity for tags with more attributes than anybody writes
 */
export function htmlCost(html: string): number {
  let tags = 0;
  const formatting = new Set<string>();
  for (const [tag, name = "", attributes = ""] of html.matchAll(TAG)) {
    tags += 1;
    if (FORMATTING.has(name.toLowerCase())) formatting.add(tag.toLowerCase());
    if (
      attributes.length > MAX_ATTRIBUTES &&
      attributes.split(/[\s/"'=]+/, 2 * MAX_ATTRIBUTES).length === 2 * MAX_ATTRIBUTES
    )
      return Number.POSITIVE_INFINITY;
  }
  return tags * (DRAWN + MAX_EQUAL * formatting.size);
}
