import { proveSite } from "./support/prove-site";

proveSite({
  name: "html",
  page: "playgrounds.html",
  themeSwitch: (page) => page.locator("#theme"),
  brief: true,
});
