/** The page's only style sheet; its digest is in the content security policy. */
export const style = `
:root{color-scheme:light dark;--paper:#fff;--ink:#1f2328;--quiet:#59636e;--line:#d1d9e0;--panel:#f6f8fa;--link:#0550ae;
--baseline:#0969da;--compressed:#bc4c00;--bad:#c21f2e;--good:#116329;--neutral:#6e7781;--warn:#7a5000}
@media (prefers-color-scheme:dark){:root{--paper:#0d1117;--ink:#e6edf3;--quiet:#9aa4af;--line:#3d444d;--panel:#161b22;--link:#79b8ff;
--baseline:#58a6ff;--compressed:#f0883e;--bad:#ff7b72;--good:#56d364;--neutral:#8d96a0;--warn:#e3b341}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
main,header,nav,footer{max-width:72rem;margin:0 auto;padding:0 1rem}
header{padding-top:1.5rem}
h1{font-size:1.5rem;line-height:1.25;margin:0 0 .5rem}
h2{font-size:1.2rem;margin:2.5rem 0 .75rem;border-bottom:1px solid var(--line);padding-bottom:.25rem}
h3{font-size:1rem;margin:1.25rem 0 .5rem}
a{color:var(--link)}
code{font:.9em ui-monospace,monospace}
th,td{overflow-wrap:normal}th code,td code{overflow-wrap:anywhere}
nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1rem;list-style:none;padding:0;margin:1rem 0}
.quiet,caption{color:var(--quiet)}
caption{text-align:left;padding:.25rem 0}
.wide{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{border-bottom:1px solid var(--line);padding:.35rem .6rem;text-align:left;vertical-align:top}
thead th{color:var(--quiet);font-weight:600;white-space:nowrap}
tbody th{font-weight:600;min-width:7.5rem}
.fail{color:var(--bad);font-weight:700}
.pass{color:var(--good)}
.invalid,.inconclusive{color:var(--warn);font-weight:700}
.verdict{border-left:.4rem solid var(--neutral);padding:.25rem 0 .25rem .9rem}
.verdict.v-fail{border-color:var(--bad)}.verdict.v-pass{border-color:var(--good)}.verdict.v-invalid,.verdict.v-inconclusive{border-color:var(--warn)}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,22rem),1fr));gap:1rem 1.5rem}
figure{margin:0}
figcaption{color:var(--quiet);font-size:.9em}
svg{max-width:100%;height:auto;font:12px sans-serif}
details{border:1px solid var(--line);border-radius:.4rem;margin:.6rem 0;padding:0 .8rem}
details[open]{padding-bottom:.8rem}
summary{cursor:pointer;padding:.5rem 0;font-weight:600}
:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.controls{display:flex;flex-wrap:wrap;gap:.6rem 1rem;align-items:end;margin:.75rem 0}
label{display:flex;flex-direction:column;font-size:.9em;color:var(--quiet)}
label,select,input{max-width:100%;min-width:0}
input,select,button{font:inherit;color:var(--ink);background:var(--paper);border:1px solid var(--neutral);border-radius:.3rem;padding:.3rem .5rem}
button:disabled{color:var(--quiet)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem;margin:0}
dt{color:var(--quiet)}dd{margin:0;overflow-wrap:anywhere}
pre{overflow-x:auto}mark{background:var(--warn);color:var(--paper)}
img.pixels{image-rendering:pixelated;max-width:100%;height:auto;background:var(--panel)}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,20rem),1fr));gap:.8rem}
.case{border:1px solid var(--line);border-radius:.4rem;padding:.6rem .9rem}.case h3,.case p{margin:.2rem 0}
.drawn{grid-column:1/-1;margin-bottom:.8rem}.flip{font-weight:600}.flip.negative{color:var(--bad)}.flip.positive{color:var(--good)}
.seen{display:flex;flex-wrap:wrap;gap:.2rem 1.5rem;align-items:start}.seen>*{flex:1 1 100%;min-width:0}.seen>.pictures{flex:0 1 auto}.seen>div.wide{flex:1 1 22rem}.seen>pre{margin:.3rem 0}
.pictures{display:flex;flex-wrap:wrap;gap:.6rem 1.2rem;margin:.5rem 0}.pictures img{margin-right:.3rem}
.bar rect{fill:var(--link);fill-opacity:0;stroke:none}.bar:hover rect{fill-opacity:.1}.bar[aria-current] rect{fill-opacity:.16}
.bar:focus-visible{outline:none}.bar:focus-visible rect{stroke:var(--link);stroke-width:3}
a[aria-current]{font-weight:700}table.layers tbody th{min-width:9rem}table.layers tr:has([aria-current]){background:var(--panel)}
#layer-facts{background:var(--panel);border:1px solid var(--line);border-left:.3rem solid var(--link);border-radius:.4rem;padding:.5rem 1rem 1rem;margin:1rem 0}
.layer{display:none}.layer:target,.layer.chosen{display:block}.scripted .layer:target:not(.chosen){display:none}
#layer-facts h3,#layer-status{margin:.25rem 0}
@media (max-width:40rem){dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}}
@media print{.controls,nav{display:none}}
`;
