import { expose } from "comlink";
import { type AnalystApi, createAnalyst } from "@/lib/analysis/worker";

const api: AnalystApi = createAnalyst();
expose(api);
