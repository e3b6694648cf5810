import { LearnHeader } from "@/components/learn/learn-header";
import { Inline, Markdown } from "@/components/learn/markdown";
import { sitePath } from "@/components/learn/site-path";
import type { Section } from "./entries";
import { SEARCH_SCRIPT } from "./search-script";

/** Everything that programs import, on one page, so that the browser's own search finds it too. */
export function ReferencePage({ sections }: { readonly sections: readonly Section[] }) {
  return (
    <div className="learn flex min-h-dvh flex-col">
      <LearnHeader here="reference" open={sitePath("/")} />
      <main className="mx-auto w-full max-w-5xl flex-1 px-4 py-8 sm:px-6">
        <h1 className="reference-title">Reference</h1>
        <p className="mt-2 text-muted">
          What programs import, in TypeScript and Python. Durations are milliseconds and sizes bytes, unless
          an entry says otherwise.
        </p>
        {/* Shown by the script that it needs. */}
        <search>
          <form hidden className="sticky top-0 z-10 flex items-center gap-3 bg-surface py-3">
            <label htmlFor="find" className="sr-only">
              Search the reference
            </label>
            <input
              id="find"
              type="search"
              autoComplete="off"
              spellCheck={false}
              placeholder="Search: map, retries, DynamicOut …"
              className="h-9 w-full max-w-96 rounded-md border border-line-strong bg-surface px-3"
            />
            <span id="found" role="status" className="text-muted" />
          </form>
        </search>
        <nav aria-label="Sections" className="flex flex-wrap gap-x-4 gap-y-1 py-2">
          {sections.map(({ id, title }) => (
            <a key={id} href={`#${id}`} className="learn-link">
              {title}
            </a>
          ))}
        </nav>
        {sections.map((section) => (
          <section key={section.id} data-section aria-labelledby={section.id}>
            <h2 id={section.id} className="reference-section mt-8 scroll-mt-16">
              {section.title}
            </h2>
            <p className="mt-1 max-w-2xl text-muted">
              <Inline text={section.text} />
            </p>
            {section.entries.map(({ name, text }) => (
              <article key={name} data-entry={name} className="border-b py-4">
                <h3 id={name} className="scroll-mt-16 font-medium font-mono">
                  <a href={`#${name}`} className="hover:underline">
                    {name}
                  </a>
                </h3>
                <Markdown text={text} className="reference mt-1" />
              </article>
            ))}
          </section>
        ))}
      </main>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own text */}
      <script data-plain dangerouslySetInnerHTML={{ __html: SEARCH_SCRIPT }} />
    </div>
  );
}
