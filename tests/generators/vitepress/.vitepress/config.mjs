const fanout = process.env.FANOUT_URL ?? "http://localhost:3000/";

export default {
  title: "Documentation",
  cacheDir: ".cache",
  head: [["script", { src: `${fanout}embed.js`, async: "" }]],
  vue: { template: { compilerOptions: { isCustomElement: (tag) => tag === "fanout-playground" } } },
  // Vite would search the folders above for PostCSS's settings, and find Fanout's.
  vite: { css: { postcss: {} } },
};
