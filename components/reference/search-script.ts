/**
 * Filters the entries by the words of the field; in the page as it is, because the page has no other script. Plain ES5-like
 * code in a text: it is hashed for the page's policy.
 */
export const SEARCH_SCRIPT = `(() => {
  const field = document.getElementById("find");
  const status = document.getElementById("found");
  const entries = [...document.querySelectorAll("[data-entry]")];
  const sections = [...document.querySelectorAll("[data-section]")];
  const texts = entries.map((entry) => entry.textContent.toLowerCase());
  field.closest("form").hidden = false;
  const filter = () => {
    const words = field.value.toLowerCase().split(/\\s+/).filter(Boolean);
    let count = 0;
    entries.forEach((entry, at) => {
      const name = entry.dataset.entry.toLowerCase();
      const shown = words.every((word) => name.includes(word) || texts[at].includes(word));
      entry.hidden = !shown;
      if (shown) count += 1;
    });
    for (const section of sections) section.hidden = words.length > 0 && !section.querySelector("[data-entry]:not([hidden])");
    status.textContent = words.length === 0 ? "" : count === 1 ? "1 entry" : count + " entries";
  };
  field.addEventListener("input", filter);
  field.closest("form").addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && event.target === document.body) { event.preventDefault(); field.focus(); }
  });
  addEventListener("hashchange", () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target || !target.closest("[hidden]")) return;
    field.value = "";
    filter();
    target.scrollIntoView();
  });
  filter();
})();`;
