/**
 * A page that contains only script. The policy is first in the head, so that it applies to everything after it.
 * @param {readonly string[]} policy
 * @param {{ head?: string, body?: string }} markup
 */
export const sandboxDocument = (policy, { head = "", body = "" }) => `<!doctype html>
<html lang="en">
<head>
<meta http-equiv="Content-Security-Policy" content="${policy.join("; ")}">
<meta charset="utf-8">
<title>Sandbox</title>
${head}</head>
<body>${body}</body>
</html>
`;
