const fanout = process.env.FANOUT_URL ?? "http://localhost:3000/";

module.exports = {
  title: "Documentation",
  url: "http://localhost",
  baseUrl: "/",
  trailingSlash: true,
  onBrokenLinks: "throw",
  presets: [["classic", { docs: { routeBasePath: "/" }, blog: false, pages: false }]],
  themeConfig: { navbar: { title: "Documentation" } },
  scripts: [{ src: `${fanout}embed.js`, async: true }],
};
