/** The idle pattern for SVG: `fill={hatchFill(id)}`. */
export function HatchPattern({ id }: { readonly id: string }) {
  return (
    <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="5" height="5" fill="var(--idle)" />
      <rect width="1.5" height="5" fill="var(--idle-hatch)" />
    </pattern>
  );
}

/** Drawn over the bar of a trial that reused results: the wide stripes show that a part of the work was not done. */
export function ReusedPattern({ id }: { readonly id: string }) {
  return (
    <pattern id={id} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)">
      <rect width="3" height="8" fill="var(--surface)" />
    </pattern>
  );
}

export const hatchFill = (id: string): string => `url(#${id})`;
