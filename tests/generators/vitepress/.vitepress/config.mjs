const fanout = process.env.FANOUT_URL ?? "http://localhost:3000/";

export default {
  title: "Documentation",
  cacheDir: ".cache",
  head: [["script", { src: `${fanout}embed.js`, async: "" }]],
  vue: { template: { compilerOptions: { isCustomElement: (tag) => tag === "fanout-playground" } } },
  // Vite would look for PostCSS's settings in the folders above, and find those of Fanout.
  vite: { css: { postcss: {} } },
};
