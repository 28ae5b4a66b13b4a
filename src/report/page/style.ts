import { svgStyle } from '../../explain/draw-svg.js';

/** Custom properties by mode; a test holds every text to the contrast that WCAG asks for at level AA. */
export const palettes = {
  light: {
    paper: '#ffffff',
    card: '#ffffff',
    shade: '#f1f4f7',
    ink: '#1b1f24',
    quiet: '#515a64',
    line: '#cfd6dd',
    link: '#0b57a4',
    pass: '#00664b',
    fail: '#a33600',
    known: '#6b4e00',
    unsure: '#842a66',
    witness: '#fff0e6',
    related: '#eef3f8',
  },
  dark: {
    paper: '#0f1419',
    card: '#151b22',
    shade: '#1d252e',
    ink: '#e6edf3',
    quiet: '#a3afbb',
    line: '#333f4b',
    link: '#84beff',
    pass: '#4fd1a5',
    fail: '#ffa06a',
    known: '#e5b84b',
    unsure: '#f2aad5',
    witness: '#40271a',
    related: '#1c2836',
  },
} as const;

const properties = (palette: Readonly<Record<string, string>>): string =>
  Object.entries(palette)
    .map(([name, colour]) => `--${name}:${colour}`)
    .join(';');

/** The style of every page: one column that fits a phone, light or dark as the reader's system is. */
export const pageStyle = `
:root{color-scheme:light dark;--sans:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;--mono:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;${properties(palettes.light)}}
@media (prefers-color-scheme:dark){:root{${properties(palettes.dark)}}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 var(--sans);overflow-wrap:anywhere}
header,main,footer,nav{max-width:76rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:1.75rem}
footer{padding-top:1rem;padding-bottom:3rem;color:var(--quiet);font-size:.875rem}
h1{font-size:1.75rem;line-height:1.2;margin:0 0 .25rem}
h2{font-size:1.3rem;line-height:1.3;margin:2.75rem 0 .75rem;padding-bottom:.35rem;border-bottom:1px solid var(--line)}
h3{font-size:1.05rem;margin:1.75rem 0 .5rem}
h4{font-size:1rem;font-weight:400;margin:0;display:inline}
p,ul,dl{margin:.5rem 0}
ul{padding-left:1.25rem}
a{color:var(--link);text-underline-offset:.15em}
code,pre{font-family:var(--mono);font-size:.875em}
pre{background:var(--shade);padding:.75rem 1rem;margin:.75rem 0;overflow-x:auto;border-radius:6px;line-height:1.45;overflow-wrap:normal}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:3px}
.skip{position:absolute;left:-999rem;background:var(--paper);padding:.75rem 1rem;z-index:1}
.skip:focus{left:.5rem;top:.5rem}
nav ul{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;padding:0;margin:1rem 0 0}
nav a,.find{display:inline-block;padding:.25rem 0}
.verified{font-weight:600}
.quiet{color:var(--quiet)}
.judgement{display:inline-block;font-weight:600;font-size:1.05rem;border:2px solid;border-radius:6px;padding:.25rem .75rem;margin:.75rem 0 .25rem}
.status{font-weight:600;white-space:nowrap}
.status-pass{color:var(--pass)}.status-fail,.status-stale{color:var(--fail)}.status-warn,.status-known,.status-flaky{color:var(--known)}
.status-untestable,.status-characterization{color:var(--unsure)}.status-skip{color:var(--quiet)}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:.75rem;margin:1rem 0;padding:0;list-style:none}
.tiles li{border:1px solid var(--line);border-radius:8px;padding:.75rem 1rem;background:var(--card)}
.tiles b{display:block;font-size:1.6rem;line-height:1.2;font-variant-numeric:tabular-nums}
.facts{display:grid;grid-template-columns:max-content 1fr;gap:.15rem 1.25rem}
.facts dt{color:var(--quiet)}.facts dd{margin:0}
.scroll{overflow-x:auto;margin:.75rem 0;border:1px solid var(--line);border-radius:6px;background:var(--card)}
table{border-collapse:collapse;width:100%;font-size:.9rem;overflow-wrap:normal}
caption{text-align:left;padding:.5rem .75rem;color:var(--quiet)}
th,td{text-align:left;vertical-align:top;padding:.35rem .75rem;border-top:1px solid var(--line)}
thead th{border-top:0;color:var(--quiet);font-weight:600;white-space:nowrap}
tbody th{font-weight:400}
td.number,th.number{text-align:right;font-variant-numeric:tabular-nums}
tr.witness>*{background:var(--witness)}tr.related>*{background:var(--related)}
.wide{min-width:44rem}
.scenario{border:1px solid var(--line);border-radius:6px;margin:.35rem 0;background:var(--card)}
.scenario>summary{display:grid;grid-template-columns:1rem 5.75rem 1fr;gap:0 .5rem;align-items:baseline;padding:.45rem .75rem;cursor:pointer;list-style:none;border-radius:6px}
.scenario>summary::-webkit-details-marker{display:none}
.scenario>summary::before{content:"▸";color:var(--quiet)}
.scenario[open]>summary::before{content:"▾"}
.scenario .name{display:block;color:var(--quiet);font-size:.8rem}
.scenario>summary:hover{background:var(--shade)}
.scenario>:not(summary){margin-left:1rem;margin-right:1rem}
.bar-of{display:block;width:100%;min-width:7rem;height:.75rem;border-radius:3px}
.fill-pass{fill:var(--pass)}.fill-fail,.fill-stale{fill:var(--fail)}.fill-warn,.fill-known,.fill-flaky{fill:var(--known)}
.fill-untestable,.fill-characterization{fill:var(--unsure)}.fill-skip{fill:var(--line)}
.filter{border:1px solid var(--line);border-radius:8px;padding:.5rem 1rem 1rem;background:var(--shade)}
.filter fieldset{border:0;padding:0;margin:.5rem 0;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem}
.filter legend{padding:0;font-weight:600}
.filter label{display:inline-flex;align-items:center;gap:.4rem;min-height:1.75rem}
.filter .row{display:flex;flex-wrap:wrap;gap:.75rem 1.25rem;align-items:end}
.filter .row label{flex-direction:column;align-items:start;gap:.15rem;font-weight:600;min-width:0;max-width:100%}
input,select,button{font:inherit;color:inherit;background:var(--card);border:1px solid var(--quiet);border-radius:5px;padding:.35rem .6rem;max-width:100%}
input,select,button{font-weight:400}::placeholder{color:var(--quiet);opacity:1}
input[type=checkbox]{width:1.1rem;height:1.1rem;margin:0;accent-color:var(--link)}
button{cursor:pointer}button:hover{background:var(--shade)}
[hidden]{display:none!important}
.legend{display:flex;flex-wrap:wrap;gap:.15rem 1.1rem;list-style:none;padding:0;margin:.25rem 0;font-size:.85rem;color:var(--quiet)}
figure{margin:.75rem 0}
.scenario>:not(summary),.group,.scroll,section{min-width:0}
.matrix th,.matrix td{white-space:nowrap}.matrix tbody th{position:sticky;left:0;background:var(--card)}
.matrix{font-size:.8rem}.matrix th,.matrix td{padding:.35rem .4rem}.matrix tbody th{white-space:normal;min-width:8.5rem;max-width:12rem}.matrix .kind-of{font-weight:600;background:var(--shade);position:static}
h4.of-target{display:block;font-weight:600;margin:.75rem 0 .25rem}
@media (max-width:40rem){h1{font-size:1.4rem}header,main,footer,nav{padding-left:.9rem;padding-right:.9rem}.facts{grid-template-columns:1fr;gap:0}.facts dd{margin-bottom:.4rem}.scenario>:not(summary){margin-left:.6rem;margin-right:.6rem}.scenario>summary{grid-template-columns:1rem 1fr}.scenario>summary h4{grid-column:2}}
@media print{.filter,nav,.skip{display:none}.scroll{overflow:visible}}
${svgStyle}`;
