import { formatDuration, formatNumber, formatPercent, formatRatio } from "@/lib/base/format";
import { type Figure, type Sentence, wordsOf } from "./sentence";

/** Past this share of its value a figure's range leaves two digits of it. */
const TWO_DIGITS_DOUBT = 0.02;

/** A ratio of 3.97 that may be 3.2 or 5 is "4×". */
function known({ value, low = value, high = value }: Figure): number {
  return Math.abs((high - low) / value) > TWO_DIGITS_DOUBT ? Number(value.toPrecision(2)) : value;
}

export function formatFigure(figure: Figure): string {
  const { unit, value } = figure;
  switch (unit) {
    case "ms":
      return formatDuration(value);
    case "share":
      return formatPercent(value);
    case "times":
      return formatRatio(known(figure));
    case "count":
      return formatNumber(value);
  }
}

export const sentenceText = (sentence: Sentence): string => wordsOf(sentence, formatFigure);
