import type { Adapter } from "./adapter";
import { airflow } from "./airflow";
import { chrome } from "./chrome";
import { dagsterDebug } from "./dagster/debug-file";
import { dagsterGraphql } from "./dagster/graphql";
import { flyteActions } from "./flyte-actions";
import { githubJobs } from "./github-jobs";
import { nextflow } from "./nextflow";
import { runFile } from "./run-file";
import { jaeger } from "./spans/jaeger";
import { otlp } from "./spans/otlp";

/** In the order in which they are asked: the run file last, because its columns are the plainest. */
export const ADAPTERS: readonly Adapter[] = [
  dagsterDebug,
  dagsterGraphql,
  flyteActions,
  otlp,
  jaeger,
  airflow,
  nextflow,
  githubJobs,
  chrome,
  runFile,
];

/** Members that no adapter wants, in any format. */
export const SKIPPED: ReadonlySet<string> = new Set(ADAPTERS.flatMap(({ skipped = [] }) => skipped));
