import { type Figure, type Sentence, wordsOf } from "@/lib/analysis/advice/sentence";
import { formatDuration, formatNumber, formatPercent, formatRatio } from "@/lib/base/format";

export function formatFigure({ value, unit }: Figure): string {
  switch (unit) {
    case "ms":
      return formatDuration(value);
    case "share":
      return formatPercent(value);
    case "times":
      return formatRatio(value);
    case "count":
      return formatNumber(value);
  }
}

export const sentenceText = (sentence: Sentence): string => wordsOf(sentence, formatFigure);
