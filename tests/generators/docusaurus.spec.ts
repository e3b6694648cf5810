import { proveSite } from "./support/prove-site";

proveSite({
  name: "docusaurus",
  page: "playgrounds/",
  themeSwitch: (page) => page.getByRole("button", { name: /dark and light mode/ }).first(),
});
