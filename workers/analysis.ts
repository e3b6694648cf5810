import { expose } from "comlink";
import { type AnalysisApi, createAnalysisWorker } from "@/lib/analysis/worker";

const api: AnalysisApi = createAnalysisWorker();
expose(api);
