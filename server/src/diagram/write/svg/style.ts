import { FONT_SIZE } from '../../layout/text';

/*
 * The colours of the SVG. They are plain values because some SVG renderers do not support CSS variables. A renderer without media queries
 * draws the light picture.
 */

const LIGHT = {
  page: '#ffffff',
  box: '#ffffff',
  title: '#e8eef7',
  stripe: '#f6f8fa',
  border: '#8c98a8',
  text: '#1f2328',
  muted: '#59636e',
  line: '#57606a',
  missing: '#b35900',
};

const DARK: typeof LIGHT = {
  page: '#0d1117',
  box: '#151b23',
  title: '#223047',
  stripe: '#1b222c',
  border: '#5c6775',
  text: '#e6edf3',
  muted: '#9198a1',
  line: '#9198a1',
  missing: '#e3a04f',
};

export const STYLE = `
${rules(LIGHT)}
.erd text { font: ${FONT_SIZE}px ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", "Liberation Mono", monospace; white-space: pre; }
.erd .name { font-weight: bold; }
.erd .label { text-anchor: middle; }
.erd .keys { text-anchor: end; }
.erd .line, .erd .mark { stroke-width: 1.25; }
.erd .line { fill: none; }
.erd .weak { stroke-dasharray: 5 4; }
.erd .outside .box, .erd .missing .box { stroke-dasharray: 4 3; }
@media (prefers-color-scheme: dark) {
${rules(DARK)}
}
`;

function rules(colours: typeof LIGHT): string {
  return `.erd .page, .erd .under { fill: ${colours.page}; }
.erd .back { fill: ${colours.box}; }
.erd .title { fill: ${colours.title}; }
.erd .stripe { fill: ${colours.stripe}; }
.erd .box { fill: none; stroke: ${colours.border}; }
.erd text { fill: ${colours.text}; }
.erd .type, .erd .keys, .erd .label, .erd .outside text { fill: ${colours.muted}; }
.erd .line { stroke: ${colours.line}; }
.erd .mark { fill: ${colours.page}; stroke: ${colours.line}; }
.erd .missing .box { stroke: ${colours.missing}; }
.erd .missing text { fill: ${colours.missing}; }`;
}
