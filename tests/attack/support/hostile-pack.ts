import { gzipSync } from "node:zlib";
import { packed } from "../../../scripts/packs/format.mjs";

/** What the referee asks of Dagster, with nothing behind it. */
const MODULES: Readonly<Record<string, string>> = {
  "dagster/__init__.py": `
class DagsterInstance:
    def handle_new_event(self, event): pass
class ExecuteInProcessResult: pass
class JobDefinition: pass
class AssetsDefinition: pass
class Definitions:
    def __init__(self, assets=()): self.assets, self.jobs = assets, []
__version__ = "0"
`,
  "dagster/_core/__init__.py": "",
  "dagster/_core/execution/__init__.py": "",
  "dagster/_core/execution/context_creation_job.py": "",
  "dagster/_core/storage/__init__.py": "",
  "dagster/_core/storage/runs/__init__.py": "",
  "dagster/_core/storage/runs/in_memory.py": "",
  "dagster/_core/storage/event_log/__init__.py": "",
  "dagster/_core/storage/event_log/in_memory.py": "",
  "dagster/_core/definitions/__init__.py": "",
  "dagster/_core/definitions/unresolved_asset_job_definition.py": "class UnresolvedAssetJobDefinition: pass",
};

/** A pack as `npm run packs` makes them, base64. @param atImport what its package does when it is imported */
export function packWith(atImport = ""): string {
  const files = new Map(
    Object.entries(MODULES).map(([path, text]) => [path, new TextEncoder().encode(text)] as const),
  );
  files.set(
    "dagster/__init__.py",
    new TextEncoder().encode(`${MODULES["dagster/__init__.py"]}\n${atImport}`),
  );
  return gzipSync(packed(files)).toString("base64");
}
