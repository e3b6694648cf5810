import { proveSite } from "./support/prove-site";

proveSite({
  name: "vitepress",
  page: "playgrounds.html",
  themeSwitch: (page) => page.getByRole("switch", { name: /theme/ }).first(),
});
