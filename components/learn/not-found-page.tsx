import { LearnHeader } from "./learn-header";
import { sitePath } from "./site-path";

/** For an address that has no page: a way to the playground and to the lessons, in the site's own look. */
export function NotFoundPage() {
  return (
    <div className="learn">
      <LearnHeader open={sitePath("/")} />
      <main className="px-4 pt-8 pb-20 sm:px-6 lg:pt-16">
        <div className="learn-article mx-auto max-w-[60rem]">
          <h1>Page not found</h1>
          <div className="prose mt-6">
            <p>
              There is no page at this address. A link to a program starts with the address of the playground.
            </p>
            <p>
              <a href={sitePath("/")}>Open the playground</a> or{" "}
              <a href={sitePath("/learn/")}>read the lessons</a>.
            </p>
          </div>
        </div>
      </main>
    </div>
  );
}
