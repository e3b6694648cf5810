import { hasStandIns } from "@/lib/model/stand-ins";
import type { StrategyReport } from "@/lib/protocol/report";

/** Beside each time of a trial in which pools, processes or threads ran one after the other. */
const NOT_PARALLEL = "not parallel";
/** Beside each time of a trial in which stand-ins ran in place of bodies. */
export const MODELLED = "modelled";

type Marked = Pick<StrategyReport, "inline"> & Partial<Pick<StrategyReport, "meters">>;

/** What stands beside a trial's times. */
export const marksOf = ({ inline, meters }: Marked): readonly string[] => [
  ...(inline ? [NOT_PARALLEL] : []),
  ...(hasStandIns(meters) ? [MODELLED] : []),
];

/** A time of a trial, with the marks that it needs. */
export const markedTime = (text: string, report: Marked): string => [text, ...marksOf(report)].join(", ");
