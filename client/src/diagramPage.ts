import { Uri, type Webview } from 'vscode';

/** The folder that the page may load files from. */
export function pageFolder(extension: Uri): Uri {
  return Uri.joinPath(extension, 'dist', 'webview');
}

/** The HTML of the page. Only the page's own scripts run. Inline styles are allowed because Mermaid writes one into each drawing. */
export function pageHtml(webview: Webview, extension: Uri): string {
  const file = (name: string): string => webview.asWebviewUri(Uri.joinPath(pageFolder(extension), name)).toString();
  const source = webview.cspSource;
  const policy = [
    `default-src 'none'`,
    `script-src ${source}`,
    `style-src ${source} 'unsafe-inline'`,
    `img-src ${source} data:`,
    `font-src ${source}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="UTF-8">
  <meta http-equiv="Content-Security-Policy" content="${policy}">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>ER Diagram</title>
  <link rel="stylesheet" href="${file('diagram.css')}">
</head>
<body><script type="module" src="${file('diagram.js')}"></script></body>
</html>`;
}
