import { QuantityField } from "@/components/ui/quantity-field";
import { formatCount } from "@/lib/base/format";
import { readCount } from "@/lib/base/quantity";
import type { SettingKind } from "@/lib/language/program-settings";

/** What a platform takes. */
const MOST: Readonly<Record<SettingKind, number>> = {
  parallel: 1_000,
  limit: 1_000,
  retries: 100,
  chunk: 1_000_000,
};

interface SettingRowProps {
  readonly label: string;
  readonly kind: SettingKind;
  /** In the program; undefined for files of the project. */
  readonly line: number | undefined;
  /** As the program has it; undefined where the platform decides. */
  readonly before: number | undefined;
  readonly value: number | undefined;
  readonly recommended: number | undefined;
  /** @param value undefined: as the program has it */
  readonly onChange: (value: number | undefined) => void;
  readonly onShow: (line: number) => void;
}

/** One number that the export writes. */
export function SettingRow({
  label,
  kind,
  line,
  before,
  value,
  recommended,
  onChange,
  onShow,
}: SettingRowProps) {
  const least = kind === "retries" ? 0 : 1;
  const read = (text: string) => {
    if (text.trim() === "" && before === undefined) return { ok: true as const, value: undefined };
    const found = readCount(text);
    if (!found.ok) return found;
    return Number.isInteger(found.value) && found.value >= least && found.value <= MOST[kind]
      ? found
      : {
          ok: false as const,
          message: `Enter a whole number from ${least} to ${formatCount(MOST[kind])}.`,
        };
  };
  const note =
    before === undefined
      ? value === undefined && "Empty: the platform decides"
      : value !== before && `${formatCount(before)} in ${line === undefined ? "Settings" : "the program"}`;
  return (
    <li className="flex flex-wrap items-start gap-x-3">
      <span className="w-60 max-w-full shrink-0">
        <QuantityField
          label={label}
          text={value === undefined ? "" : formatCount(value)}
          read={read}
          onChange={onChange}
          note={note}
        />
      </span>
      <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 pt-5">
        {line !== undefined && (
          <button
            type="button"
            className="whitespace-nowrap text-accent text-sm underline underline-offset-2"
            onClick={() => onShow(line)}
          >
            line {formatCount(line)}
          </button>
        )}
        {recommended !== undefined && recommended !== value && (
          <span className="text-muted text-sm">Recommended: {formatCount(recommended)}</span>
        )}
      </span>
    </li>
  );
}
