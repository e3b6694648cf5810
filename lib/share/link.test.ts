import fc from "fast-check";
import { deflateSync } from "fflate";
import { describe, expect, test } from "vitest";
import { DEFAULT_LANGUAGE } from "@/lib/model/language";
import { anyText } from "@/lib/testing/arbitraries";
import { toBase64Url } from "./base64url";
import { CUT_OFF, DAMAGED, TOO_LARGE } from "./codec";
import { dictionary1 } from "./dictionary";
import { decodeLink, encodeExampleLink, encodeLink, encodePlainLink } from "./link";
import { type LinkState, VIEWS } from "./link-state";
import { defaults, record, report, settings } from "./testing";

const code = 'import { map, task, workflow } from "fanout";\n\nconst double = task((n: number) => n * 2);\n';

const state: fc.Arbitrary<LinkState> = fc.record(
  {
    code: fc.oneof(
      anyText,
      fc.string().map((text) => `${code}${text}`),
    ),
    inputs: record,
    settings,
    view: fc.constantFrom(...VIEWS),
  },
  { requiredKeys: ["code"] },
);

/** A fragment of tag `tag` whose payload holds `json`. */
const handMade = (tag: string, json: unknown): string =>
  `#${tag}.${toBase64Url(new TextEncoder().encode(JSON.stringify(json)))}`;

function messageOf(fragment: string): string {
  const decoded = decodeLink(fragment);
  return decoded.ok ? `opened: ${decoded.kind}` : decoded.message;
}

function stateOf(fragment: string): unknown {
  const decoded = decodeLink(fragment);
  return decoded.ok ? decoded.state : decoded.message;
}

describe("round trip", () => {
  test.each([encodeLink, encodePlainLink])("%o", (encode) => {
    fc.assert(
      fc.property(state, (one) => {
        const { inputs, settings: some, ...rest } = one;
        const fragment = encode(one, defaults);
        expect(fragment).toMatch(/^#[fj]1\.[A-Za-z0-9_-]+$/);
        const decoded = decodeLink(fragment);
        if (!decoded.ok || decoded.kind !== "program") throw new Error("not a program");
        expect(decoded.state).toMatchObject(rest);
        expect(decoded.state.inputs ?? {}).toEqual(inputs ?? {});
        // Whoever opens it on a machine with the same defaults has the same settings.
        expect({ ...defaults, ...decoded.state.settings }).toEqual({ ...defaults, ...some });
        for (const [key, value] of Object.entries(decoded.state.settings ?? {})) {
          expect(value).not.toEqual(Object.entries(defaults).find(([name]) => name === key)?.[1]);
        }
        expect(encode(decoded.state, defaults)).toBe(fragment);
      }),
    );
  });

  test("with a recorded report", () => {
    fc.assert(
      fc.property(state, report, (one, recorded) => {
        const fragment = encodeLink(
          { ...one, report: recorded, recordedAt: "2025-01-02T03:04:05.000Z" },
          defaults,
        );
        const decoded = decodeLink(fragment);
        if (!decoded.ok || decoded.kind !== "program") throw new Error("not a program");
        expect(decoded.state.recordedAt).toBe("2025-01-02T03:04:05.000Z");
        expect(decoded.state.report?.strategies.length).toBe(recorded.strategies.length);
        expect(encodeLink(decoded.state, defaults)).toBe(fragment);
      }),
      { numRuns: 50 },
    );
  });

  test("with a language; the default is left out", () => {
    expect(encodeLink({ code, language: DEFAULT_LANGUAGE }, defaults)).toBe(encodeLink({ code }, defaults));
    expect(stateOf(encodeLink({ code, language: DEFAULT_LANGUAGE }, defaults))).toEqual({ code });
    expect(stateOf(handMade("j1", { code, language: DEFAULT_LANGUAGE }))).toEqual({
      code,
      language: DEFAULT_LANGUAGE,
    });
  });

  test("of text that is no proper Unicode", () => {
    expect(stateOf(encodeLink({ code: "\ud800 \udfff \u0000 \u2028" }, defaults))).toEqual({
      code: "\ud800 \udfff \u0000 \u2028",
    });
  });
});

describe("options behind a payload", () => {
  const fragment = encodeLink({ code, view: "code", settings: { workers: 2, seed: 7 } }, defaults);

  test("win over what the payload says", () => {
    expect(stateOf(`${fragment}&view=tree&workers=3`)).toEqual({
      code,
      view: "tree",
      settings: { workers: 3, seed: 7 },
    });
  });

  test("open a view that has become a part of another one", () => {
    expect(stateOf(`${fragment}&view=advice`)).toMatchObject({ view: "compare" });
  });

  test("that make no sense are noted and cost nothing else", () => {
    const decoded = decodeLink(`${fragment}&view=tre&workers=99&wrokers=3&inputs=[1]&rounds=2`);
    expect(decoded).toMatchObject({
      ok: true,
      kind: "program",
      state: { view: "code", settings: { workers: 2, rounds: 2 } },
    });
    expect(decoded.ok && decoded.notes).toEqual([
      'view: unknown value "tre". Use code, compare, tree, timeline, play, split, scale.',
      "workers: must be 64 or less.",
      'Unknown option "wrokers".',
      "inputs: not a JSON object.",
    ]);
  });
});

describe("examples", () => {
  test("by their names, with options", () => {
    const options = {
      view: "tree" as const,
      settings: { strategies: ["async" as const, "pooled" as const], rounds: 3, chunk: "python" as const },
      inputs: { pieceMs: 10, label: "a&b=c" },
    };
    const fragment = encodeExampleLink("io-or-cpu", options);
    expect(fragment).toMatch(
      /^#example=io-or-cpu&view=tree&strategies=async,pooled&rounds=3&chunk=python&inputs=/,
    );
    expect(decodeLink(fragment)).toEqual({
      ok: true,
      kind: "example",
      example: "io-or-cpu",
      state: options,
      notes: [],
    });
    expect(decodeLink("example=letters")).toMatchObject({ example: "letters", state: {} });
  });

  test("by no other names", () => {
    for (const name of ["", "../secret", "a b", "x".repeat(65)]) {
      expect(messageOf(`#example=${encodeURIComponent(name)}`)).toMatch(/names an unknown example/);
    }
  });
});

test("a fragment that holds no program is not an error", () => {
  for (const fragment of ["", "#", "#main-content", "#über", "#:~:text=x", "#view=tree"]) {
    expect(decodeLink(fragment)).toMatchObject({ ok: true, kind: "none" });
  }
  expect(decodeLink("#main-content")).toMatchObject({ notes: [] });
});

describe("broken links", () => {
  const fragment = encodeLink({ code }, defaults);

  test("cut off anywhere", () => {
    for (let length = 3; length < fragment.length; length++) {
      expect(messageOf(fragment.slice(0, length))).toBe(CUT_OFF);
    }
    expect(messageOf(`${fragment.slice(0, -5)}…`)).toBe(CUT_OFF);
  });

  test("as chats and mails mangle them still open", () => {
    const half = Math.floor(fragment.length / 2);
    for (const mangled of [
      `${fragment}).`,
      `${fragment}>`,
      `${fragment}==`,
      `${fragment.slice(0, half)}\r\n ${fragment.slice(half)}`,
      `${fragment.slice(0, half)}%0A${fragment.slice(half)}`,
      `${fragment.slice(0, half)}\u200b${fragment.slice(half)}`,
      fragment.replace(".", "%2E"),
      fragment.replaceAll("-", "+").replaceAll("_", "/"),
      `${fragment}&amp;view=code`,
    ]) {
      expect(stateOf(mangled), mangled).toMatchObject({ code });
    }
  });

  test("made by a newer Fanout", () => {
    expect(messageOf(fragment.replace("#f1.", "#g1."))).toContain('newer version of Fanout (format "g1")');
    expect(messageOf(fragment.replace("#f1.", "#f2."))).toContain('newer version of Fanout (format "f2")');
    expect(messageOf(fragment.replace("#f1.", "#f0."))).toContain("Unknown version 0");
  });

  test("in an unknown language", () => {
    for (const language of ["cobol", "__proto__", ""])
      expect(messageOf(handMade("j1", { code, language }))).toBe(
        `The link cannot be opened here: the program is written in "${language}", and this version of Fanout knows TypeScript and Python only. Reload the page, or open the link where it was made.`,
      );
    expect(messageOf(handMade("j1", { code, language: 1 }))).toContain("language: ");
  });

  test("name the key that is wrong", () => {
    expect(messageOf(handMade("j1", { code, settings: { wokers: 4 } }))).toContain(
      "settings.wokers: unknown key",
    );
    expect(messageOf(handMade("j1", { code, settings: { workers: 0 } }))).toContain(
      "settings.workers: must be 1 or more",
    );
    expect(messageOf(handMade("j1", { code, settings: { rounds: "often" } }))).toContain(
      'settings.rounds: must be "auto" or a whole number from 1 to 31',
    );
    expect(messageOf(handMade("j1", { code, view: "chart" }))).toContain("view: ");
    expect(messageOf(handMade("j1", { code: 1 }))).toContain("code: ");
    expect(messageOf(handMade("j1", { code, extra: 1 }))).toContain("extra: unknown key");
    expect(messageOf(handMade("j1", { code, report: { program: ["a"] } }))).toContain("report.");
    expect(messageOf("#j1.bm90IGpzb24")).toBe(DAMAGED);
  });

  test("hold too much", () => {
    expect(messageOf(`#j1.${"A".repeat(1_500_000)}`)).toBe(TOO_LARGE);
    expect(messageOf(handMade("j1", { code, inputs: { a: "x".repeat(1_050_000) } }))).toBe(TOO_LARGE);
    const bomb = deflateSync(new Uint8Array(200_000_000), { level: 9 });
    expect(messageOf(`#f1.${toBase64Url(bomb)}`)).toBe(TOO_LARGE);
    expect(messageOf(handMade("j1", { code: "x".repeat(256 * 1024 + 1) }))).toContain("larger than 256 KiB");
    const deep = `{"code":"","inputs":{"a":${"[".repeat(100_000)}${"]".repeat(100_000)}}}`;
    expect(messageOf(`#j1.${toBase64Url(new TextEncoder().encode(deep))}`)).toMatch(
      /nested more than|damaged/,
    );
  });

  test("a key named __proto__ changes no object", () => {
    const text = '{"code":"","inputs":{"__proto__":{"polluted":1}}}';
    expect(decodeLink(`#j1.${toBase64Url(new TextEncoder().encode(text))}`).ok).toBe(true);
    decodeLink('#example=letters&inputs={"__proto__":{"polluted":1}}&__proto__=1&constructor=2');
    expect(Object.getOwnPropertyNames(Object.prototype)).not.toContain("polluted");
  });
});

describe("never throw", () => {
  test("arbitrary strings", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), anyText, fc.webFragments()), (text) => {
        decodeLink(text);
        decodeLink(`#f1.${text}`);
        decodeLink(`#j1.${text}`);
        decodeLink(`#example=${text}`);
      }),
      { numRuns: 1_000 },
    );
  });

  test("links with characters changed", () => {
    const fragment = encodeLink({ code, inputs: { a: [1, 2] }, view: "tree" }, defaults);
    const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.#&=% ";
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(fragment.length - 1), fc.nat(alphabet.length - 1)), {
          minLength: 1,
          maxLength: 5,
        }),
        (changes) => {
          const letters = [...fragment];
          for (const [at, letter] of changes) letters[at] = alphabet.charAt(letter);
          const decoded = decodeLink(letters.join(""));
          if (decoded.ok && decoded.kind === "program") encodeLink(decoded.state, defaults);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test("arbitrary JSON under a good tag", () => {
    fc.assert(
      fc.property(fc.json(), fc.string(), (json, key) => {
        const bytes = new TextEncoder().encode(json);
        decodeLink(`#j1.${toBase64Url(bytes)}`);
        decodeLink(`#f1.${toBase64Url(deflateSync(bytes, { dictionary: dictionary1() }))}`);
        decodeLink(handMade("j1", { code: "", [key]: json }));
      }),
      { numRuns: 300 },
    );
  });
});

test("what could not be opened again is not made", () => {
  expect(() => encodeLink({ code: "x".repeat(256 * 1024 + 1) }, defaults)).toThrow("larger than 256 KiB");
  const large = { code: "x", inputs: { a: "x".repeat(1024 * 1024) } };
  expect(() => encodeLink(large, defaults)).toThrow("exceed 1 MiB");
  expect(() => encodeLink({ code: "x", settings: { workers: 100 } }, defaults)).toThrow("settings.workers");
});

test("the largest program there may be has a link", () => {
  let state = 1;
  const random = Array.from({ length: 256 * 1024 }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return String.fromCharCode(32 + ((state >>> 16) % 95));
  }).join("");
  expect(stateOf(encodeLink({ code: random }, defaults))).toEqual({ code: random });
});

test("a program that a browser takes seconds to show is refused, and so is a strategy that is named twice", () => {
  const refused = (state: object): string => {
    const link = decodeLink(`#j1.${toBase64Url(new TextEncoder().encode(JSON.stringify(state)))}`);
    return link.ok ? "opened" : link.message;
  };
  for (const text of [`a${"\u0301".repeat(80_000)}`, "\u202e\u05d0 ".repeat(30_000)])
    expect(refused({ code: `// ${text}` })).toContain("takes seconds to show");
  expect(refused({ code: "// Zoë, नमस्ते, שלום\u200f" })).toBe("opened");
  expect(refused({ code: "1", settings: { strategies: ["pooled", "async", "pooled"] } })).toContain(
    '"pooled"',
  );
});
