import { useEffect, useRef, useState } from "react";
import { embedMessageSchema } from "@/lib/protocol/embed";

/** Until it is known how high it wants to be, px. */
const FIRST_HEIGHT = 320;

interface EmbedPreviewProps {
  readonly src: string;
  /** As high as its content where it is undefined. */
  readonly pixels: number | undefined;
}

export function EmbedPreview({ src, pixels }: EmbedPreviewProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(FIRST_HEIGHT);
  useEffect(() => {
    const receive = ({ source, data }: MessageEvent<unknown>): void => {
      if (source === null || source !== frame.current?.contentWindow) return;
      const message = embedMessageSchema.safeParse(data);
      if (message.success && message.data.type === "fanout:resize") setHeight(message.data.height);
    };
    window.addEventListener("message", receive);
    return () => window.removeEventListener("message", receive);
  }, []);
  return (
    <section aria-labelledby="embed-preview">
      <h3 id="embed-preview" className="mb-1 font-medium">
        Preview
      </h3>
      <iframe
        // Another fragment alone is no other page to a frame.
        key={src}
        ref={frame}
        title="Embed preview"
        src={pixels === undefined ? `${src}&height=auto` : src}
        className="block w-full rounded-md border"
        style={{ height: pixels ?? height }}
        allow="cross-origin-isolated; clipboard-write"
      />
    </section>
  );
}
