import { type Figure, type Sentence, wordsOf } from "@/lib/analysis/advice/sentence";
import {
  formatBytes,
  formatDuration,
  formatMoney,
  formatNumber,
  formatPercent,
  formatRatio,
} from "@/lib/base/format";

export function formatFigure({ value, unit }: Figure): string {
  switch (unit) {
    case "ms":
      return formatDuration(value);
    case "bytes":
      return formatBytes(value);
    case "share":
      return formatPercent(value);
    case "times":
      return formatRatio(value);
    case "money":
      return formatMoney(value);
    case "count":
      return formatNumber(value);
  }
}

export const sentenceText = (sentence: Sentence): string => wordsOf(sentence, formatFigure);
