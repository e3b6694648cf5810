import { expose } from "comlink";
import { type AnalystApi, createAnalyst } from "@/lib/playground/analyst-api";

const api: AnalystApi = createAnalyst();
expose(api);
