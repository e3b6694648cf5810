// The packs: real packages, as wheels of PyPI for Pyodide, that the referee runs.

/**
 * @typedef {object} Pack
 * @property {string} name as the page says it
 * @property {string} module what programs import
 * @property {string} version
 * @property {string} requirements a file of pip's, with hashes
 * @property {string} [plain] the same, of packages that have no wheel for Pyodide, and that work without their compiled parts
 */

/** @type {Record<string, Pack>} */
export const PACKS = {
  dagster: {
    name: "Dagster",
    module: "dagster",
    version: "1.13.28",
    requirements: "dagster.txt",
    plain: "dagster-plain.txt",
  },
  flytekit: {
    name: "flytekit",
    module: "flytekit",
    version: "1.16.31",
    requirements: "flytekit.txt",
    plain: "flytekit-plain.txt",
  },
  flyte: {
    name: "Flyte",
    module: "flyte",
    version: "2.12.1",
    requirements: "flyte.txt",
    plain: "flyte-plain.txt",
  },
};

/** Tests, templates and data that nothing imports. */
const LEFT_OUT =
  /(^|\/)(tests|_tests|dagster_test|_generate|__pycache__)\/|^(sqlalchemy\/testing|pytz\/zoneinfo|bin)\//;
/** Modules for another machine, beside those for Pyodide. */
const FOREIGN = /(linux-gnu|darwin|win_amd64)[^/]*\.so$/;
const KEPT = /\.(py|so)$|\.dist-info\/(METADATA|entry_points\.txt)$|^certifi\/cacert\.pem$/;
const LICENCE = /\.dist-info\/(licenses\/)?([^/]+\/)?(licen[cs]e|copying|notice|authors)[^/]*$/i;

/** Whether a file of a wheel is in a pack. @param {string} path */
export const isKept = (path) => KEPT.test(path) && !LEFT_OUT.test(path) && !FOREIGN.test(path);

/** @param {string} path of a file of a wheel */
export const isLicence = (path) => LICENCE.test(path);
