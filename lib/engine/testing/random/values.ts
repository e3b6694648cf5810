/** The first values are numbers. */
export const NUMBERS = 7;

/** Values that are copied, as a program writes them. */
const CLONEABLE: readonly string[] = [
  "1",
  "2",
  "0",
  "-0",
  "NaN",
  "Infinity",
  "1.5",
  '"text"',
  '""',
  "true",
  "null",
  "undefined",
  "10n",
  "[1, 2, 3]",
  "[]",
  "[1, , 3]",
  "[undefined, null, -0]",
  "Object.assign([1, 2], { more: 3 })",
  "{ n: 1, list: [1, 2] }",
  "{}",
  "{ a: undefined, b: { c: null } }",
  "Object.assign(Object.create(null), { n: 1 })",
  "new Map([[1, { n: 1 }], [{ key: 1 }, [2]]])",
  "new Map()",
  'new Set([1, "1", { n: 1 }])',
  "new Date(86400000)",
  "new Date(NaN)",
  "/a+/gi",
  "/b/",
  "new Uint8Array([1, 2, 3])",
  "new Float64Array([1.5, -0])",
  "new Float64Array([1, 2, 3, 4]).subarray(1, 3)",
  "new DataView(new ArrayBuffer(4), 1)",
  "new ArrayBuffer(3)",
  "new BigInt64Array([1n])",
  "(() => { const buffer = new ArrayBuffer(4); return [new Uint8Array(buffer), new Uint16Array(buffer)]; })()",
  'new Error("one")',
  'new RangeError("two", { cause: { n: 1 } })',
  'Object.assign(new TypeError("three"), { status: 429, list: [1] })',
  'new AggregateError([new Error("a"), 1], "all")',
  'new Custom("four")',
  'Object.assign(new Error("five"), { f() {} })',
  "new Number(3)",
  'new String("boxed")',
  "new Boolean(false)",
  "Object(1n)",
  "new Point(1, 2)",
  "[new Point(1, 2), { point: new Point(3, 4) }]",
  "(() => { const shared = { n: 1 }; return [shared, shared]; })()",
  "(() => { const cycle = { n: 1 }; cycle.self = cycle; return cycle; })()",
  "(() => { const map = new Map(); map.set(1, [map]); return map; })()",
  '{ [Symbol("s")]: 1, get got() { return 7; } }',
  '{ ["__proto__"]: 1, constructor: 2 }',
  '{ $fanout: "Error", message: "not one" }',
  "Object.freeze([Object.freeze({ n: 1 })])",
  "Array(3)",
];

/** Values that cannot be sent. */
const UNCLONEABLE: readonly string[] = [
  "(() => 1)",
  "{ list: [1, () => 2] }",
  'Symbol("s")',
  '[new URL("https://a.b")]',
  "new Map([[1, { deep: new WeakMap() }]])",
  "{ promise: Promise.resolve(1) }",
  "{ m() {} }",
  "[[].values()]",
];

/** What bodies throw. */
const THROWN: readonly string[] = [
  'new Error("boom")',
  'Object.assign(new Error("busy"), { status: 503, list: [1, { n: 2 }] })',
  'new TypeError("typed", { cause: new RangeError("why") })',
  'new Custom("custom")',
  'new NonRecoverable("never")',
  '"text"',
  "{ code: 7 }",
  "undefined",
  'Object.assign(new Error("holds a function"), { f() {}, n: 1 })',
];

const ALL = [...CLONEABLE, ...UNCLONEABLE];
const HEAVY = CLONEABLE.length * 5;

/** Most of the values that a number stands for can be sent. */
export const valueText = (which: number): string =>
  which % HEAVY < HEAVY - UNCLONEABLE.length
    ? (CLONEABLE[(which % HEAVY) % CLONEABLE.length] as string)
    : (ALL[CLONEABLE.length + HEAVY - 1 - (which % HEAVY)] as string);

export const cloneableText = (which: number): string => CLONEABLE[which % CLONEABLE.length] as string;
export const thrownText = (which: number): string => THROWN[which % THROWN.length] as string;
