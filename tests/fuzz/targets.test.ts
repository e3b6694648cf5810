import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkMessage } from "@/lib/engine/validate/message";
import { checkOutcome } from "@/lib/engine/validate/outcome";
import { parseInput } from "@/lib/language/inputs";
import { compile } from "@/lib/language/typescript/compile";
import { defaultSettings } from "@/lib/model/settings";
import { embedMessageSchema, hostMessageSchema } from "@/lib/protocol/embed";
import { STRIDE } from "@/lib/protocol/rows";
import { settingsSchema } from "@/lib/protocol/settings";
import { toBase64Url } from "@/lib/share/base64url";
import { parseEmbedFragment } from "@/lib/share/embed-fragment";
import { describeIssues } from "@/lib/share/issues";
import { decodeLink, encodeLink } from "@/lib/share/link";
import { anyValue as anything, bentAnywhere, anyText as text } from "@/lib/testing/arbitraries";
import { TraceBuilder } from "@/lib/trace/builder/trace-builder";
import { TEST_TRIAL } from "@/lib/trace/testing";
import { expectWords, onPage } from "./expectations";

/** In `npm test`; any number by `npm run fuzz -- RUNS [SEED]`. */
const numRuns = Number(process.env.FANOUT_RUNS ?? 200);
const whatever = <T>(arbitrary: fc.Arbitrary<T>, check: (value: T) => void) =>
  fc.assert(fc.property(arbitrary, check), { numRuns });

const CODE = `import { map, task, workflow } from "fanout";
const t = task(async (n: number) => n * 2, { retries: 2 });
export default workflow(async ({ n }) => map(t, [1, 2, n]), { name: "w", inputs: { n: 3 } });
`;

describe("broken input ends in a result or a clear error", () => {
  test("fragments", () => {
    const link = encodeLink({ code: CODE, settings: { workers: 3 } }, defaultSettings(2));
    const cut = fc
      .tuple(fc.nat(link.length), fc.nat(20), text)
      .map(([at, length, put]) => link.slice(0, at) + put + link.slice(at + length));
    const plain = fc
      .oneof(
        fc.json(),
        bentAnywhere({
          code: CODE,
          inputs: { n: [1, { a: "b" }] },
          settings: { workers: 2, strategies: ["async"] },
          view: "tree",
        }).map((value) => {
          try {
            return JSON.stringify(value) ?? "";
          } catch {
            return "";
          }
        }),
      )
      .map((json) => `#j1.${toBase64Url(new TextEncoder().encode(json))}`);
    whatever(
      fc.oneof(
        text,
        cut,
        plain,
        text.map((rest) => `#f1.${rest}`),
      ),
      (fragment) => {
        const decoded = onPage(() => decodeLink(fragment));
        if (!decoded.ok) expectWords(decoded.message);
        else for (const note of decoded.notes) expectWords(note);
        parseEmbedFragment(fragment);
      },
    );
  });

  test("messages of hosts and embeds, and settings", () => {
    const load = { type: "fanout:load", version: 1, id: "a", code: CODE, inputs: {}, settings: {} };
    const run = { type: "fanout:run", version: 1, strategies: ["pooled"], rounds: 1, settings: {} };
    const settings = { ...defaultSettings(2) };
    whatever(fc.oneof(anything, bentAnywhere(load), bentAnywhere(run), bentAnywhere(settings)), (message) => {
      for (const schema of [hostMessageSchema, embedMessageSchema, settingsSchema]) {
        const parsed = onPage(() => schema.safeParse(message));
        if (!parsed.success) expectWords(describeIssues(parsed.error));
      }
    });
  });

  test("inputs", () => {
    const types = ["number", "string", "boolean", "numbers", "strings", "json"] as const;
    const typed = fc.oneof(text, fc.json(), fc.stringMatching(/^[0-9., _.eExX[\]-]{0,40}$/));
    whatever(fc.tuple(fc.constantFrom(...types), typed), ([type, value]) => {
      const parsed = parseInput({ name: "n", type }, value);
      if (!parsed.ok) expectWords(parsed.message);
    });
  });

  test("programs", () => {
    const pieces = [
      "(a=",
      ")=>1",
      "{",
      "}",
      "`${",
      "<T,>",
      "async ",
      "await ",
      "=>",
      "?.",
      ":",
      "/",
      "*/",
      "task(",
      "\n",
    ];
    const put = fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((list) => list.join(""));
    whatever(fc.tuple(fc.nat(CODE.length), fc.nat(12), fc.oneof(put, text)), ([at, length, between]) => {
      const result = compile(CODE.slice(0, at) + between + CODE.slice(at + length));
      if (!result.ok) for (const { message } of result.errors) expectWords(message);
    });
  });

  test("batches of spans, and what a runner posts", () => {
    const figure = fc.oneof(fc.integer({ min: -2, max: 40 }), fc.double(), fc.constant(2 ** 53));
    const rows = fc.array(figure, { maxLength: 6 * STRIDE }).map((list) => new Float64Array(list));
    whatever(
      fc.tuple(fc.nat(3), rows, fc.array(fc.string({ maxLength: 5 }), { maxLength: 3 }), anything),
      ([lane, row, names, posted]) => {
        const builder = new TraceBuilder({ info: TEST_TRIAL, workers: 2 });
        builder.add({ worker: lane, rows: row, names });
        builder.finish({ wallMs: 1 });
        expect(typeof checkMessage(posted)).toBe("boolean");
        expect(typeof checkOutcome(posted, 1)).toBe("boolean");
      },
    );
  });
});
