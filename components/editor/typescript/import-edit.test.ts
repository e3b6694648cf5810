import { expect, it } from "vitest";
import { importEdit, importedNames } from "./import-edit";

const applied = (code: string, names: readonly string[]): string => {
  const edit = importEdit(code, names);
  return edit ? code.slice(0, edit.from) + edit.text + code.slice(edit.to) : code;
};

it.each([
  ["const a = 1;", 'import { map } from "fanout";\n\nconst a = 1;'],
  ['import { task } from "fanout";\nx', 'import { map, task } from "fanout";\nx'],
  ["import {\n  sleep,\n  task,\n} from 'fanout';", 'import { map, sleep, task } from "fanout";'],
  ['import { map } from "fanout";', 'import { map } from "fanout";'],
  ['import { task as t } from "fanout";', 'import { map, task as t } from "fanout";'],
  [
    'import { other } from "./other";\n',
    'import { map } from "fanout";\n\nimport { other } from "./other";\n',
  ],
])("imports what is missing: %j", (code, after) => {
  expect(applied(code, ["map"])).toBe(after);
});

it("knows what is imported", () => {
  expect(importedNames('import { type Task, map as each, sleep } from "fanout"')).toEqual([
    "Task",
    "map",
    "sleep",
  ]);
});
