import type { MermaidConfig } from 'mermaid';

/** Mermaid's configuration with VS Code's colours as values: Mermaid computes with them, and an exported file must contain them. */
export function mermaidConfig(): MermaidConfig {
  const colours = readColours();
  return {
    startOnLoad: false,
    securityLevel: 'strict',
    suppressErrorRendering: true,
    // The level of detail bounds the size of our source, so Mermaid's own limits are off.
    maxTextSize: Number.MAX_SAFE_INTEGER,
    maxEdges: Number.MAX_SAFE_INTEGER,
    htmlLabels: true,
    layout: 'elk',
    look: 'classic',
    theme: 'base',
    er: { useMaxWidth: false, diagramPadding: 16, entityPadding: 7 },
    elk: { considerModelOrder: 'NODES_AND_EDGES' },
    fontFamily: colours.font,
    themeVariables: {
      darkMode: colours.dark,
      fontFamily: colours.font,
      fontSize: '13px',
      background: colours.background,
      mainBkg: colours.header,
      primaryColor: colours.header,
      primaryTextColor: colours.text,
      nodeBorder: colours.border,
      textColor: colours.text,
      nodeTextColor: colours.text,
      lineColor: colours.line,
      rowOdd: colours.background,
      rowEven: colours.stripe,
      edgeLabelBackground: colours.background,
      tertiaryColor: colours.background,
    },
    themeCSS: boxStyle(colours),
  };
}

/** A key that changes whenever the colours may change. */
export function themeName(): string {
  const { className, dataset } = document.body;
  return `${className} ${dataset.vscodeThemeId ?? ''}`;
}

interface Colours {
  readonly dark: boolean;
  readonly font: string;
  readonly background: string;
  readonly header: string;
  readonly stripe: string;
  readonly border: string;
  readonly line: string;
  readonly text: string;
  readonly muted: string;
  readonly accent: string;
}

function readColours(): Colours {
  const { classList } = document.body;
  const contrast = classList.contains('vscode-high-contrast') || classList.contains('vscode-high-contrast-light');
  const dark =
    classList.contains('vscode-dark') || (classList.contains('vscode-high-contrast') && !classList.contains('vscode-high-contrast-light'));
  const background = variable('--vscode-editor-background', dark ? '#1f1f1f' : '#ffffff');
  const text = variable('--vscode-editor-foreground', dark ? '#cccccc' : '#3b3b3b');
  const contrastBorder = variable('--vscode-contrastBorder', text);
  return {
    dark,
    font: variable('--vscode-font-family', 'sans-serif'),
    background,
    header: contrast ? background : mix(background, text, dark ? 0.13 : 0.09),
    stripe: contrast ? background : mix(background, text, 0.035),
    border: contrast ? contrastBorder : mix(background, text, 0.32),
    line: contrast ? text : mix(background, text, 0.6),
    text,
    muted: contrast ? text : mix(background, text, 0.68),
    accent: variable('--vscode-textLink-foreground', dark ? '#4daafc' : '#005fb8'),
  };
}

/** CSS inside the SVG, after Mermaid's own: names are bold, types are muted, and keys have the accent colour. */
function boxStyle({ muted, accent, background, border, line, text }: Colours): string {
  return `
    .label.name .nodeLabel { font-weight: 600; font-size: 14px; color: ${text}; }
    .label.attribute-name .nodeLabel { color: ${text}; }
    .label.attribute-type .nodeLabel { color: ${muted}; }
    .label.attribute-keys .nodeLabel { color: ${accent}; display: inline-block; font-size: 11px; font-weight: 600; line-height: 19px; letter-spacing: 0.04em; }
    .edgeLabel, .edgeLabel .label { font-size: 11px; color: ${muted}; }
    .edgeLabel .labelBkg { background-color: ${background}; padding: 0 4px; }
    .edgeLabel, .edgeLabel p { background-color: ${background}; }
    .nodeLabel p, .edgeLabel p { margin: 0; }
    .edge-pattern-dashed { stroke-dasharray: 5 4; }
    .relationshipLine { stroke: ${line}; }
    .node rect { stroke: ${border}; }
    .node.outside rect, .node.missing rect { fill: ${background}; stroke-dasharray: 4 3; }
    .node.outside .nodeLabel, .node.missing .nodeLabel { color: ${muted}; }
    .marker circle { fill: ${background}; }
    .outer-path path { stroke: ${border}; stroke-width: 2px; }
    .row-rect-odd path, .row-rect-even path { stroke: none; }
    .row-rect-odd, .row-rect-even { clip-path: inset(0 1px 1px); }
    .divider path { stroke: none; }
  `;
}

function variable(name: string, fallback: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim() || fallback;
}

/** Mixes a share of the second colour into the first, as `#rrggbb`: Mermaid's colour arithmetic does not know color-mix(). */
function mix(first: string, second: string, share: number): string {
  const [a, b] = [channels(first), channels(second)];
  return `#${a
    .map((value, at) =>
      Math.round(value + ((b[at] ?? value) - value) * share)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

/** Red, green and blue of a CSS colour. */
function channels(colour: string): readonly number[] {
  const context = document.createElement('canvas').getContext('2d')!;
  context.fillStyle = colour;
  context.fillRect(0, 0, 1, 1);
  return [...context.getImageData(0, 0, 1, 1).data.slice(0, 3)];
}
