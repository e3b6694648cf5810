import { CodeLines } from "@/components/editor/code-lines";
import type { Example } from "@/lib/examples";
import { LANGUAGES } from "@/lib/model/language";
import { sitePath } from "./site-path";

/** px; the same in learn.css. */
const HEIGHT = 576;

/**
 * The playground in the lesson, by the same script that every other page embeds it with. Until it comes, and where
 * scripts are off, the program stands in its place.
 */
export function LessonEmbed({ example: { name, title, language, source } }: { readonly example: Example }) {
  return (
    <div className="wide learn-embed my-8">
      {/* Not a module, and not React's: scripts/plain-pages.mjs keeps what says so. */}
      <script src={sitePath("/embed.js")} async data-plain />
      <fanout-playground example={name} view="split" height={HEIGHT} title={title}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
        <pre tabIndex={0}>
          <code className={`language-${LANGUAGES[language].extension}`}>
            <CodeLines code={source} language={language} />
          </code>
        </pre>
      </fanout-playground>
    </div>
  );
}
