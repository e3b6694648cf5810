import { proveSite } from "./support/prove-site";

proveSite({
  name: "markdown",
  page: "playgrounds.html",
  themeSwitch: (page) => page.locator("#theme"),
  block: "pre:has([data-fanout])",
  brief: true,
});
