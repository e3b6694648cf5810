import { expect, it } from "vitest";
import { isCacheOf } from "./cache-names";

const SCOPE = "https://example.org/fanout/";

it.each([
  `fanout ${SCOPE} 1a2b`,
  `fanout-editor ${SCOPE} 0.57 checked`,
  `fanout-pyright ${SCOPE} 1`,
  `fanout-python ${SCOPE} /python/1`,
])("%s is ours", (name) => expect(isCacheOf(SCOPE, name)).toBe(true));

it.each([`fanout https://example.org/ 1`, `fanout-editor ${SCOPE}sub/ 1`, `other ${SCOPE} 1`, `fanout`, ""])(
  "%j is not ours",
  (name) => expect(isCacheOf(SCOPE, name)).toBe(false),
);
