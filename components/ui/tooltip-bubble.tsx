import { Content, Portal, Provider, Root, Trigger } from "radix-ui/tooltip";
import { tipText } from "@/lib/model/tips";
import { Kbd } from "./kbd";
import type { TipTarget } from "./tooltip-layer";

/** Radix places it; an unseen box over the target stands in for the trigger. */
export default function TooltipBubble({ target }: { readonly target: TipTarget }) {
  const box = target.element.getBoundingClientRect();
  return (
    <Provider>
      <Root open>
        <Trigger asChild>
          <span
            aria-hidden
            className="pointer-events-none fixed"
            style={{ left: box.left, top: box.top, width: box.width, height: box.height }}
          />
        </Trigger>
        <Portal>
          <Content
            sideOffset={4}
            collisionPadding={4}
            data-tip-bubble=""
            className="z-50 flex max-w-80 items-center gap-2 whitespace-pre-line rounded-sm bg-inverse px-2 py-1 text-on-inverse text-sm"
          >
            {tipText(target.text)}
            {target.keys && <Kbd keys={target.keys} quiet />}
          </Content>
        </Portal>
      </Root>
    </Provider>
  );
}
