/** The report as one page without scripts: figures drawn as SVG, light and dark. */
import { HISTOGRAM_LABELS, type Report } from './report.ts';

const escape = (text: string): string => text.replace(/[<>&"]/g, (character) => `&#${character.charCodeAt(0)};`);
const kroner = (ore: number): string => (ore / 100).toLocaleString('en-GB', { minimumFractionDigits: 2 });

export function htmlOf(reports: readonly Report[]): string {
  const bad = reports.reduce((count, { violations }) => count + violations.length, 0);
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Journeys: ${escape(reports[0]?.title ?? '')}</title>
<style>${STYLE}</style>
<main><header><p class="over">Vitrine · journeys</p>
<h1>${bad === 0 ? 'Every rule of the house is kept' : `${bad} rules were broken`}</h1>
<p>${reports.length} ${reports.length === 1 ? 'seed' : 'seeds'}, ${reports.reduce((count, { shoppers }) => count + shoppers, 0)} shoppers, scenario <b>${escape(reports[0]?.scenario ?? '')}</b></p></header>
${reports.map(section).join('\n')}</main></html>
`;
}

function section(report: Report): string {
  const { seed, money, stock, violations, ends, reasons } = report;
  return `<section><h2>Seed ${seed} <small>${report.virtualHours} h in the world, ${report.events.toLocaleString('en-GB')} events, digest <code>${report.digest}</code></small></h2>
${violations.length === 0 ? '' : `<ul class="bad">${violations.map(({ rule, text, event }) => `<li><b>${escape(rule)}</b> at event ${event}: ${escape(text)}</li>`).join('')}</ul>`}
<div class="grid">
<figure><figcaption>How far they came</figcaption>${funnel(report)}</figure>
<figure><figcaption>Orders by hour of the day</figcaption>${bars(
    report.byHour,
    report.byHour.map((_, hour) => (hour % 3 === 0 ? `${(hour + 8) % 24}` : '')),
  )}</figure>
${report.latencies.map(({ what, count, p50, p99, histogram }) => `<figure><figcaption>${escape(what)}: seconds waited <small>${count} times, half within ${(p50 / 1_000).toFixed(1)} s, all but one in a hundred within ${(p99 / 1_000).toFixed(1)} s</small></figcaption>${bars(histogram, HISTOGRAM_LABELS)}</figure>`).join('')}
<figure><figcaption>How it ended</figcaption><table>${ends.map(([end, count]) => `<tr><td>${end.replaceAll('-', ' ')}<td class="n">${count}`).join('')}${reasons.map(([reason, count]) => `<tr class="why"><td>${escape(reason)}<td class="n">${count}`).join('')}</table></figure>
<figure><figcaption>Money and stock</figcaption><table>
<tr><td>${money.orders} shoppers agreed to<td class="n">${kroner(money.orderTotal)}
<tr><td>held by banks<td class="n">${kroner(money.authorised)}<tr><td>captured<td class="n">${kroner(money.captured)}
<tr><td>given back<td class="n">${kroner(money.refunded)}<tr><td>invoiced<td class="n">${kroner(money.invoiced)}
<tr><td>captured − given back − invoiced<td class="n">${kroner(money.captured - money.refunded - money.invoiced)}
<tr><td>pieces on the shelf, promised<td class="n">${stock.onHand}, ${stock.outgoing}</table></figure>
</div>
<figure class="wide"><figcaption>Faults met, by system and kind <small>the gateway died ${report.deaths} times; shoppers met trouble ${report.troubles} times</small></figcaption>${cells(report)}</figure>
</section>`;
}

function funnel({ funnel: steps, shoppers }: Report): string {
  const rows = steps.map(([label, count], index) => {
    const width = shoppers === 0 ? 0 : (count / shoppers) * 300;
    const y = index * 30;
    return `<rect x="130" y="${y}" width="${width.toFixed(1)}" height="22" rx="3"/><text x="122" y="${y + 16}" text-anchor="end">${label}</text><text x="${(136 + width).toFixed(1)}" y="${y + 16}">${count}</text>`;
  });
  return `<svg viewBox="0 0 480 ${steps.length * 30}" role="img" aria-label="${steps.map(([label, count]) => `${count} ${label}`).join(', ')}">${rows.join('')}</svg>`;
}

function bars(counts: readonly number[], labels: readonly string[]): string {
  const most = Math.max(1, ...counts);
  const width = 480 / counts.length;
  const drawn = counts.map((count, index) => {
    const height = (count / most) * 120;
    const x = index * width;
    return `<rect x="${(x + 2).toFixed(1)}" y="${(130 - height).toFixed(1)}" width="${(width - 4).toFixed(1)}" height="${height.toFixed(1)}" rx="2"/><text x="${(x + width / 2).toFixed(1)}" y="146" text-anchor="middle">${labels[index] ?? ''}</text>`;
  });
  return `<svg viewBox="0 0 480 150" role="img" aria-label="${counts.join(', ')}">${drawn.join('')}<line x1="0" y1="130" x2="480" y2="130"/></svg>`;
}

function cells({ faults: { kinds, systems } }: Report): string {
  const most = Math.max(1, ...systems.flatMap(({ counts }) => counts));
  const cell = (count: number) =>
    `<td class="n${count === 0 ? ' zero' : ''}" style="--heat:${Math.round((Math.sqrt(count) / Math.sqrt(most)) * 70)}%">${count}`;
  return `<div class="scroll"><table class="heat"><tr><th>${kinds.map((kind) => `<th>${kind}`).join('')}${systems.map(({ system, counts }) => `<tr><th scope="row">${system}${counts.map(cell).join('')}`).join('')}</table></div>`;
}

const STYLE = `
:root{color-scheme:light dark;--ink:light-dark(#1d2433,#e6e9f0);--soft:light-dark(#5d6779,#9aa5b8);--ground:light-dark(#f6f4ef,#14171f);--card:light-dark(#fff,#1d222d);--line:light-dark(#e2ddd2,#313847);--accent:light-dark(#2f6f6a,#6fc3b8);--bad:light-dark(#a3282f,#ff8f8f)}
*{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
main{max-width:1180px;margin:0 auto;padding:2.5rem 1.25rem 4rem}.over{color:var(--accent);letter-spacing:.08em;text-transform:uppercase;font-size:.75rem;margin:0}
h1{font-size:2rem;line-height:1.15;margin:.2rem 0 .4rem}h2{font-size:1.2rem;margin:2.5rem 0 1rem}small{color:var(--soft);font-weight:400;font-size:.8rem}
.grid{display:grid;gap:1rem;grid-template-columns:repeat(auto-fit,minmax(min(100%,340px),1fr))}
figure{margin:0;background:var(--card);border:1px solid var(--line);border-radius:12px;padding:1rem 1.1rem}figure.wide{margin-top:1rem}
figcaption{font-weight:600;margin-bottom:.7rem}figcaption small{display:block}
svg{width:100%;height:auto}svg rect{fill:var(--accent)}svg text{fill:var(--soft);font-size:12px}svg line{stroke:var(--line)}
table{border-collapse:collapse;width:100%}td,th{padding:.3rem .4rem;text-align:left;border-top:1px solid var(--line);font-weight:400}tr:first-child>*{border-top:0}
.n{text-align:right;font-variant-numeric:tabular-nums}.why{color:var(--soft);font-size:.85rem}.scroll{overflow-x:auto}
.heat{font-size:.82rem}.heat th{color:var(--soft)}.heat td{background:color-mix(in srgb,var(--accent) var(--heat),transparent)}.heat .zero{color:var(--bad)}
.bad{background:var(--card);border:1px solid var(--bad);border-radius:12px;padding:1rem 1rem 1rem 2rem;color:var(--bad)}code{font-size:.85em}
`;
