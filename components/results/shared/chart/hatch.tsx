/** The idle pattern for SVG: `fill={hatchFill(id)}`. */
export function HatchPattern({ id }: { readonly id: string }) {
  return (
    <pattern id={id} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width="5" height="5" fill="var(--idle)" />
      <rect width="1.5" height="5" fill="var(--idle-hatch)" />
    </pattern>
  );
}

export const hatchFill = (id: string): string => `url(#${id})`;
