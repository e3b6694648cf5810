import { withoutColors } from "@/components/results/play/animated-svg";

/** The run of a lesson's program, played. @param svg as the page exports it (`npm run picture`) */
export function MovingPicture({ svg }: { readonly svg: string }) {
  return (
    <figure className="wide my-8 overflow-x-auto rounded-md border p-2">
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a file of the site, made by the page's own export */}
      <div className="min-w-[40rem]" dangerouslySetInnerHTML={{ __html: withoutColors(svg) }} />
      <figcaption className="border-t px-2 pt-3 pb-1 text-muted text-sm">
        One run of the program, slowed down, under each strategy on the same clock. The view Play shows yours.
      </figcaption>
    </figure>
  );
}
