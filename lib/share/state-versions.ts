import { stateV1 } from "./state-v1";
import { firstVersion } from "./versions";

/**
 * Every version a link was ever written in. A new one gets a file state-v2.ts with its schema, and one line here:
 * `.next(stateV2, (older) => …)`. Links of version 1 are kept in tests/corpus/links and must open for ever.
 */
export const stateVersions = firstVersion(stateV1);
