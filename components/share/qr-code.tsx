import { generate } from "lean-qr";
import { useMemo } from "react";

/** Bytes that the largest code holds: ISO/IEC 18004, table 7, version 40 with the lowest correction. */
export const QR_MAX_BYTES = 2953;

/** Modules of the light rim that readers need. */
const RIM = 4;

/** Dark on light in both themes: not every reader takes the reverse. */
export function QrCode({ text, className }: { readonly text: string; readonly className?: string }) {
  const { size, path } = useMemo(() => {
    const code = generate(text);
    const path: string[] = [];
    for (let y = 0; y < code.size; y += 1)
      for (let x = 0; x < code.size; x += 1) if (code.get(x, y)) path.push(`M${x} ${y}h1v1h-1z`);
    return { size: code.size, path: path.join("") };
  }, [text]);
  const whole = size + 2 * RIM;
  return (
    <div data-theme="light" className={className}>
      <svg
        role="img"
        aria-label="QR code of the link"
        viewBox={`${-RIM} ${-RIM} ${whole} ${whole}`}
        shapeRendering="crispEdges"
        className="keep-colors block size-64 max-w-full bg-surface"
      >
        <path d={path} className="fill-text" />
      </svg>
    </div>
  );
}
