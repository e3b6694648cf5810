/** The project's code that Node needs, bundled by world.mjs. */

export { sources } from "@/lib/examples/sources.generated";
export { expectations } from "@/lib/examples/testing/expected";
export { defaultSettings } from "@/lib/model/settings";
export { STRATEGIES } from "@/lib/model/strategy";
export { reportSchema } from "@/lib/protocol/report";
export { encodeLink } from "@/lib/share/link";
export { openHits } from "../attack/support/hits";
export { intrude, isRequest, SPOKEN_OF_BY_ALL } from "../attack/support/intruder";
