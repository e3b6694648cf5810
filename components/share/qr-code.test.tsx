import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { QR_MAX_BYTES, QrCode } from "./qr-code";

const drawn = (length: number): string => renderToStaticMarkup(<QrCode text={"a".repeat(length)} />);

it("draws a link of any length that it is offered for, with a rim", () => {
  // 17 bytes fit the smallest code, of 21 modules; the largest has 177.
  expect(drawn(17)).toContain('viewBox="-4 -4 29 29"');
  expect(drawn(QR_MAX_BYTES)).toContain('viewBox="-4 -4 185 185"');
  expect(() => drawn(QR_MAX_BYTES + 1)).toThrow();
});
