import { expect, it } from "vitest";
import { isOffered } from "./offered";

const global = (name: string) => ({ name, kind: "var", kindModifiers: "declare", sortText: "15" });

it.each(["TransformStream", "XMLHttpRequest", "Notification", "fetch", "WebGLBuffer"])(
  "does not offer %s, which programs cannot use",
  (name) => {
    expect(isOffered(global(name))).toBe(false);
  },
);

it.each(["Math", "Promise", "console", "setTimeout", "OffscreenCanvas"])("offers %s", (name) => {
  expect(isOffered(global(name))).toBe(true);
});

it("offers keywords, what the program declares, and members", () => {
  expect(isOffered({ name: "await", kind: "keyword", sortText: "15" })).toBe(true);
  expect(isOffered({ name: "fetch", kind: "const", kindModifiers: "", sortText: "11" })).toBe(true);
  expect(isOffered({ name: "readable", kind: "property", kindModifiers: "declare", sortText: "11" })).toBe(
    true,
  );
});
