import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { TooltipLayer } from "@/components/ui/tooltip-layer";
import { SCENES } from "./scenes";

const params = new URLSearchParams(location.search);
document.documentElement.dataset.theme = params.get("theme") ?? "light";

const Scene = SCENES[params.get("scene") ?? ""];
const root = document.getElementById("root");
if (root) {
  root.className = "h-dvh";
  createRoot(root).render(
    <StrictMode>
      {Scene ? (
        <Scene />
      ) : (
        <ul className="p-4">
          {Object.keys(SCENES).map((name) => (
            <li key={name}>
              <a href={`?scene=${name}`}>{name}</a>
            </li>
          ))}
        </ul>
      )}
      <TooltipLayer />
    </StrictMode>,
  );
}
