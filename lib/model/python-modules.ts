const PACKAGE = "packages cannot be installed.";
const PARALLEL = `${PACKAGE} Use \`multiprocessing\` or \`concurrent.futures\`.`;
const NETWORK = "programs have no network access. Pass the data as inputs.";
const SCREEN = "programs have no screen or terminal. Print or return the result.";
const BROWSER = "programs run in the browser, without other programs or an operating system.";
const INTERPRETERS = "use `concurrent.futures.InterpreterPoolExecutor`.";

/** Modules that people import and programs do not have, and how a message about them goes on. */
const MODULES: ReadonlyMap<string, string> = new Map(
  (
    [
      [
        PARALLEL,
        "joblib ray dask distributed pathos loky multiprocess mpire mpi4py pandarallel billiard celery gevent eventlet parsl",
      ],
      [
        NETWORK,
        "requests httpx aiohttp urllib3 boto3 botocore grpc websockets paramiko redis pymongo psycopg2 asyncpg",
      ],
      [SCREEN, "tkinter turtle curses pygame matplotlib seaborn plotly"],
      [BROWSER, "psutil winreg winsound msvcrt"],
      [INTERPRETERS, "_interpreters"],
      [
        PACKAGE,
        "numpy pandas scipy sklearn torch tensorflow jax numba cupy polars pyarrow PIL cv2 bs4 lxml yaml tqdm networkx sqlalchemy " +
          "pyspark anyio trio uvloop cloudpickle nltk spacy transformers statsmodels sympy rich click typer more_itertools toolz attr",
      ],
    ] as const
  ).flatMap(([words, names]) => names.split(" ").map((name) => [name, words] as const)),
);

/** Why a program cannot import a module that people import. */
export function whyUnavailable(module: string): string | undefined {
  const words = MODULES.get(module);
  return words && unavailable(module, words);
}

/** As `whyUnavailable`, of any module that is not there. @param isStandard it is one of Python's standard library */
export const whyMissing = (module: string, isStandard: boolean): string =>
  whyUnavailable(module) ?? unavailable(module, isStandard ? BROWSER : PACKAGE);

const unavailable = (module: string, words: string) => `\`${module}\` is unavailable: ${words}`;
