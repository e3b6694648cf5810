/**
 * A stranger's HTML as a document for `<iframe sandbox="">`. The sandbox takes its scripts, forms, pop-ups and origin;
 * the policy takes the network, so that looking at a file tells nobody; and the base sends links into a new window, which
 * the sandbox does not open, so that none leads away inside the frame.
 */
export function sandboxedDocument(body: string, style = ""): string {
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"><base target="_blank"><style>${style}</style>${body}`;
}

export const proseStyle = (ground: string, ink: string, muted: string, line: string): string =>
  `body{margin:12px 16px;background:${ground};font:13px/1.5 system-ui,sans-serif;color:${ink};overflow-wrap:anywhere}` +
  `h1{font-size:20px}h2{font-size:16px}h3{font-size:14px}h1,h2,h3{line-height:1.3;margin:1em 0 .4em}` +
  `pre,code{font:12px/1.5 ui-monospace,monospace}pre{border:1px solid ${line};border-radius:6px;padding:8px;overflow:auto}` +
  `blockquote{margin:0;padding-left:12px;border-left:3px solid ${line};color:${muted}}a{color:inherit}` +
  `table{border-collapse:collapse}td,th{border:1px solid ${line};padding:2px 8px}img{max-width:100%}`;
