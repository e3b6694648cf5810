// Programs that run tests of an installed CPython: its test files as a zip, and the names of the tests.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";

/** @typedef {{ file: string, group: string, names: readonly string[] }} Group tests of one class */

/** @param {string} text lines "file: class.test" @returns {Group[]} */
export function groupsOf(text) {
  const groups = new Map();
  for (const line of text.split("\n")) {
    const [file, name] = line.split(": ");
    if (!name || line.startsWith("#")) continue;
    const key = `${file}: ${name.slice(0, name.lastIndexOf("."))}`;
    groups.set(key, [...(groups.get(key) ?? []), name]);
  }
  return [...groups].map(([group, names]) => ({ file: group.split(": ")[0], group, names }));
}

/** What every test file needs, in Lib/test. */
const SUPPORT = ["__init__.py", "lock_tests.py"];
const CERTIFICATES = ["ssl_cert.pem", "ssl_key.pem", "keycert3.pem", "pycacert.pem"];
const FOLDERS = ["support", "test_asyncio", "test_concurrent_futures"];

/** Where the program keeps the tests. */
const ZIP = "/tmp/cpython-tests.zip";

/**
 * The files that a test file needs.
 * @param {string} lib Lib/test of an installed CPython @param {string} file the test file
 * @param {(path: string, text: string) => Uint8Array} compile gives a .pyc
 * @returns {string} a zip in base64
 */
export function zipOf(lib, file, compile) {
  const files = [...SUPPORT, file];
  for (const folder of FOLDERS)
    if (existsSync(join(lib, folder)))
      for (const name of readdirSync(join(lib, folder)))
        if (
          /^(__init__|utils?|functional|executor|.*helper|testcase)\.py$/.test(name) ||
          folder === "support"
        )
          if (name.endsWith(".py")) files.push(`${folder}/${name}`);
  const contents = {};
  for (const name of new Set(files))
    if (existsSync(join(lib, name))) {
      const source = readFileSync(join(lib, name));
      contents[`test/${name}c`] = compile(`${ZIP}/test/${name}`, source.toString());
      // Its tracebacks have lines.
      if (name === file) contents[`test/${name}`] = source;
    }
  return Buffer.from(zipSync(contents)).toString("base64");
}

/** `_test_multiprocessing` has no classes of its own. Workers have them too, as in CPython's test_multiprocessing_spawn. */
const INSTALL = `
from test._test_multiprocessing import install_tests_in_module_dict
install_tests_in_module_dict(globals(), "spawn")
`;

/** A program that prints a line of JSON for each test: its name and what came of it. @param {Group} group @param {string} zip in base64 */
export function programOf({ file, names }, zip) {
  const isShared = file === "_test_multiprocessing.py";
  const module = isShared ? "__main__" : `test.${file.replace(/\.py$/, "").replaceAll("/", ".")}`;
  return `import base64, importlib, json, sys, unittest
open(${JSON.stringify(ZIP)}, "wb").write(base64.b64decode(${JSON.stringify(zip)}))
sys.path.insert(0, ${JSON.stringify(ZIP)})
import test.support.threading_helper as helper
helper.can_start_thread = True
import test.support as support
support.has_fork_support = False
support.has_socket_support = True
# Tests of 3.13 ask for it, and 3.14 has none.
import asyncio
def no_child_watcher(self):
    raise NotImplementedError
asyncio.events._BaseDefaultEventLoopPolicy.get_child_watcher = no_child_watcher
# Or some print times in the line of our outcomes.
support.verbose = 0
# test_asyncio.utils looks for certificates, which no listed test reads.
import os
support.TEST_HOME_DIR = "/tmp/cpython-tests"
os.makedirs(support.TEST_HOME_DIR + "/certdata", exist_ok=True)
for name in ${JSON.stringify(CERTIFICATES)}:
    open(f"{support.TEST_HOME_DIR}/certdata/{name}", "w").close()
${isShared ? INSTALL : ""}
if __name__ == "__main__":
    module = importlib.import_module(${JSON.stringify(module)})
    if hasattr(module, "setUpModule"):
        module.setUpModule()
    for name in ${JSON.stringify(names)}:
        kind, _, method = name.rpartition(".")
        test_class = getattr(module, kind, None)
        if test_class is None or not hasattr(test_class, method):
            print(json.dumps([name, "absent", ""]))
            continue
        result = unittest.TestResult()
        unittest.TestSuite([test_class(method)]).run(result)
        bad = [*result.failures, *result.errors]
        how = "failed" if bad else "skipped" if result.skipped else "passed"
        why = bad[0][1].strip() if bad else result.skipped[0][1] if result.skipped else ""
        print(json.dumps([name, how, why[-4000:]]))
`;
}

/**
 * What came of each test. The first that has no outcome was running when the program ended; those after it were never reached.
 * @param {readonly string[]} names
 * @param {Pick<import("../../tests/conformance/python/page").PythonAnswer, "logs" | "error" | "status">} answer
 * @returns {(readonly [name: string, how: string, why: string])[]}
 */
export function outcomesOf(names, { logs, error, status }) {
  const seen = new Map();
  for (const { level, text } of logs) {
    if (level !== "log" || !text.startsWith('["')) continue;
    try {
      const [name, how, why] = JSON.parse(text);
      seen.set(name, [name, how, why]);
    } catch {
      // A line of a test's own.
    }
  }
  const ended = names.find((name) => !seen.has(name));
  return names.flatMap((name) =>
    seen.has(name)
      ? [seen.get(name)]
      : name === ended
        ? [[name, "ended", error ? `${error.name}: ${error.message}` : status]]
        : [],
  );
}
