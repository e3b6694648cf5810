import { expect, it } from "vitest";
import { columnsFor, templateOf } from "./columns";

it("shows as many columns as there is room for", () => {
  expect(columnsFor(24, undefined)).toEqual(["name", "took"]);
  expect(columnsFor(40, undefined)).toEqual(["name", "time", "took", "worker"]);
  expect(columnsFor(70, undefined)).toEqual(["name", "status", "time", "took", "attempts", "worker", "sent"]);
});

it("shows what was chosen, in its own order, as far as there is room", () => {
  const chosen = ["took", "queued", "of another version"];
  expect(columnsFor(70, chosen)).toEqual(["name", "queued", "took"]);
  expect(columnsFor(16, chosen)).toEqual(["name", "queued"]);
  expect(columnsFor(0, chosen)).toEqual(["name"]);
});

it("gives names a share of the width where there is a time scale, else all that is left", () => {
  expect(templateOf(["name", "time", "took"], 35)).toBe("minmax(8rem,35%) minmax(6rem,1fr) 5.5rem");
  expect(templateOf(["name", "took"], 35)).toBe("minmax(0,1fr) 5.5rem");
});
