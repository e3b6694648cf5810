import { Range, Root, Thumb, Track } from "radix-ui/slider";
import { type LogScale, positionOf, valueAt } from "./log-scale";
import { NumberField } from "./number-field";

export interface LogSliderProps {
  readonly label: string;
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly scale: LogScale;
  /** A figure to find back to, marked on the track. */
  readonly mark?: number | undefined;
  /** Stands behind the number, such as "ms". */
  readonly unit: string;
  /** The greatest number that may be typed. Default: the slider's own. */
  readonly max?: number;
  /** How the figure is read out. */
  readonly format: (value: number) => string;
}

export function LogSlider({
  label,
  value,
  onChange,
  scale,
  mark,
  unit,
  max = scale.max,
  format,
}: LogSliderProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 @lg:grid-cols-[9rem_minmax(0,1fr)_9rem]">
      <span aria-hidden className="col-span-2 text-muted @lg:col-span-1">
        {label}
      </span>
      <Root
        value={[positionOf(scale, value)]}
        min={0}
        max={scale.steps}
        onValueChange={([position]) => position !== undefined && onChange(valueAt(scale, position))}
        className="relative flex h-6 w-full touch-none select-none items-center"
      >
        <Track className="relative h-1 flex-1 rounded-full bg-pressed">
          <Range className="absolute h-full rounded-full bg-accent" />
          {mark !== undefined && (
            <span
              aria-hidden
              className="-top-1.5 absolute h-4 w-px bg-line-strong"
              style={{ left: `${(100 * positionOf(scale, mark)) / scale.steps}%` }}
            />
          )}
        </Track>
        <Thumb
          aria-label={label}
          aria-valuetext={format(value)}
          className="block size-4 rounded-full border-2 border-accent bg-surface"
        />
      </Root>
      <NumberField
        label={label}
        hideLabel
        unit={unit}
        min={scale.zero ? 0 : scale.min}
        max={max}
        width="w-18"
        value={value}
        onChange={onChange}
      />
    </div>
  );
}
