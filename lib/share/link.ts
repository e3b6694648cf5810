import { HARD_TEXT, isHardText } from "@/lib/base/hard-text";
import { depthOf } from "@/lib/base/json-depth";
import { reasonOf } from "@/lib/base/text-of";
import { isLanguage, unknownLanguage } from "@/lib/model/known-language";
import { DEFAULT_LANGUAGE } from "@/lib/model/language";
import { JSON_MAX_DEPTH, LINK_MAX_BYTES } from "@/lib/model/limits";
import type { Settings } from "@/lib/model/settings";
import { CUT_OFF, codecFor, DAMAGED, TOO_LARGE } from "./codec";
import { compactReport, type ReportLimits } from "./compact-report";
import { expandReport } from "./expand-report";
import { parseFragment, writeOptions } from "./fragment";
import { optionEntries, readOptions } from "./link-options";
import type { LinkOptions, LinkState } from "./link-state";
import { settingsThatDiffer } from "./settings-diff";
import type { StateV1 } from "./state-v1";
import { stateVersions } from "./state-versions";

export type DecodedLink =
  | ({ readonly ok: true; readonly notes: readonly string[] } & (
      | { readonly kind: "program"; readonly state: LinkState }
      | { readonly kind: "example"; readonly example: string; readonly state: LinkOptions }
      /** No program in it: an empty fragment, a place in the page, or options alone. */
      | { readonly kind: "none"; readonly state: LinkOptions }
    ))
  | { readonly ok: false; readonly message: string };

/** What links are written in today: deflate with dictionary 1, and the newest schema. */
const TAG = `f${stateVersions.current}`;

/**
 * `#f1.…`: the fragment that opens this state anywhere. The same state always gives the same link.
 * @param defaults settings that need not be said
 * @param limits of the recorded report
 * @throws RangeError where the state is past the bounds of a link (a program over 256 KiB, 1 MiB in all), for then it
 *   could not be opened again; the message says which
 */
export function encodeLink(state: LinkState, defaults: Settings, limits?: ReportLimits): string {
  return encodeAs(TAG, state, defaults, limits);
}

/** As `encodeLink`, without compression (`#j1.…`), as those write who have no dictionary at hand. @public */
export function encodePlainLink(state: LinkState, defaults: Settings, limits?: ReportLimits): string {
  return encodeAs(`j${stateVersions.current}`, state, defaults, limits);
}

function encodeAs(
  tag: string,
  state: LinkState,
  defaults: Settings,
  limits: ReportLimits | undefined,
): string {
  const { language = DEFAULT_LANGUAGE } = state;
  const settings = settingsThatDiffer(state.settings ?? {}, defaults);
  const wire: StateV1 = {
    code: state.code,
    ...(language !== DEFAULT_LANGUAGE && { language }),
    ...(state.inputs && Object.keys(state.inputs).length > 0 && { inputs: { ...state.inputs } }),
    ...(settings && { settings }),
    ...(state.view && { view: state.view }),
    ...(state.lesson && { lesson: state.lesson }),
    ...(state.record && { record: { ...state.record } }),
    ...(state.report && { report: compactReport(state.report, state.recordedAt, limits) }),
  };
  const text = JSON.stringify(wire);
  if (new TextEncoder().encode(text).length > LINK_MAX_BYTES) {
    throw new RangeError(
      `Program, inputs and ${state.record ? "record" : "report"} exceed 1 MiB, the limit for a link. Share without ${state.record ? "the record" : "results"}.`,
    );
  }
  const checked = readState(stateVersions.current, text);
  if (!checked.ok) throw new RangeError(`Cannot create a link: ${checked.message}`);
  return `#${tag}.${codecFor(tag.charAt(0))?.encode(text)}`;
}

/** `#example=letters&view=tree`: opens one of the examples by its name. */
export function encodeExampleLink(example: string, options: LinkOptions = {}): string {
  return `#${writeOptions([["example", example], ...optionEntries(options)])}`;
}

/**
 * What a fragment says. Never throws, whatever it is given.
 * @param fragment `location.hash`, with or without its "#"
 * @param others options that the caller reads itself, so that they are not noted as unknown
 */
export function decodeLink(fragment: string, others: readonly string[] = []): DecodedLink {
  const parsed = parseFragment(fragment);
  if ("tooLong" in parsed) return { ok: false, message: TOO_LARGE };
  const { payload, options } = parsed;
  const { state, notes } = readOptions(options, others);
  if (payload) {
    const decoded = decodePayload(payload.tag, payload.text);
    if (!decoded.ok) return decoded;
    const settings = { ...decoded.state.settings, ...state.settings };
    return {
      ok: true,
      kind: "program",
      state: { ...decoded.state, ...state, ...(Object.keys(settings).length > 0 && { settings }) },
      notes,
    };
  }
  const example = options.get("example");
  if (example !== undefined) {
    return /^[\w-]{1,64}$/.test(example)
      ? { ok: true, kind: "example", example, state, notes }
      : { ok: false, message: "This link names an unknown example." };
  }
  const [only] = options;
  if (options.size === 1 && only?.[1] === "") {
    // "#f1" is a link that lost everything after its dot; any other single word is a place in the page.
    return /^[a-z]\d{1,4}$/.test(only[0])
      ? { ok: false, message: CUT_OFF }
      : { ok: true, kind: "none", state, notes: [] };
  }
  return { ok: true, kind: "none", state, notes };
}

type DecodedState =
  | { readonly ok: true; readonly state: LinkState }
  | { readonly ok: false; readonly message: string };

function decodePayload(tag: string, payload: string): DecodedState {
  const codec = codecFor(tag.charAt(0));
  const version = Number(tag.slice(1));
  if (!codec || version > stateVersions.current) {
    return {
      ok: false,
      message: `This link needs a newer version of Fanout (format "${tag}"). Reload the page, or open the link on the site where it was made.`,
    };
  }
  const unpacked = codec.decode(payload);
  return unpacked.ok ? readState(version, unpacked.text) : unpacked;
}

function readState(version: number, text: string): DecodedState {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { ok: false, message: DAMAGED };
  }
  if (depthOf(json) > JSON_MAX_DEPTH) {
    return { ok: false, message: `The link contains values nested more than ${JSON_MAX_DEPTH} levels deep.` };
  }
  const read = stateVersions.read(version, json);
  if (!read.ok) return { ok: false, message: `The link's contents are invalid: ${read.message}` };
  const { report, language, ...program } = read.value;
  if (isHardText(program.code))
    return { ok: false, message: `The link's program cannot be shown. ${HARD_TEXT}` };
  if (program.lesson && isHardText(JSON.stringify(program.lesson)))
    return { ok: false, message: `The link's lesson cannot be shown. ${HARD_TEXT}` };
  if (language !== undefined && !isLanguage(language)) {
    return {
      ok: false,
      message: `The link cannot be opened here: ${unknownLanguage(language)}. Reload the page, or open the link where it was made.`,
    };
  }
  const rest = { ...program, ...(language && { language }) };
  if (!report) return { ok: true, state: rest };
  try {
    return { ok: true, state: { ...rest, ...expandReport(report) } };
  } catch (error) {
    const reason = reasonOf(error);
    return { ok: false, message: `The link's contents are invalid: ${reason}` };
  }
}
