import type { Report } from './report.ts';

const kroner = (ore: number): string => `${(ore / 100).toLocaleString('en-GB', { minimumFractionDigits: 2 })} kr`;
const bar = (count: number, of: number): string => '█'.repeat(of === 0 ? 0 : Math.round((count / of) * 30));

/** The same, for a terminal. */
export function textOf(report: Report): string {
  const { funnel, ends, reasons, latencies, faults, money, stock, violations } = report;
  const lines = [
    `${report.title}: ${report.shoppers} shoppers, seed ${report.seed}, ${report.virtualHours} h in the world`,
    '',
    ...funnel.map(([label, count]) => `  ${label.padEnd(18)} ${String(count).padStart(6)}  ${bar(count, report.shoppers)}`),
    '',
    ...ends.map(([end, count]) => `  ${end.padEnd(24)} ${String(count).padStart(6)}`),
    ...reasons.slice(0, 8).map(([reason, count]) => `    ${String(count).padStart(5)} × ${reason}`),
    '',
    '  waited for (ms)          count     p50     p90     p99     most',
    ...latencies.map(
      ({ what, count, p50, p90, p99, most }) =>
        `  ${what.padEnd(20)} ${[count, p50, p90, p99, most].map((figure) => String(figure).padStart(8)).join('')}`,
    ),
    '',
    ...faultLines(faults),
    '',
    `  the gateway died ${report.deaths} times; shoppers met trouble ${report.troubles} times`,
    `  money: held ${kroner(money.authorised)}, captured ${kroner(money.captured)}, given back ${kroner(money.refunded)}, invoiced ${kroner(money.invoiced)}`,
    `         ${money.orders} shoppers agreed to ${kroner(money.orderTotal)}`,
    `  stock: ${stock.onHand} pieces of ${stock.products} articles on the shelf, ${stock.outgoing} promised`,
    `  digest ${report.digest}, ${report.events} events, ${report.wallSeconds.toFixed(1)} s, ${(report.shoppers / Math.max(0.001, report.wallSeconds)).toFixed(1)} journeys/s`,
    '',
    violations.length === 0 ? '  ✓ every rule of the house is kept' : `  ✗ ${violations.length} violations`,
    '',
  ];
  return lines.join('\n');
}

function faultLines({ kinds, systems }: Report['faults']): string[] {
  const isUsed = systems.some(({ counts }) => counts.some((count) => count > 0));
  if (!isUsed) return ['  no faults were planned'];
  const short = kinds.map((kind) => kind.slice(0, 9).padStart(10)).join('');
  return [
    `  faults met  ${short}`,
    ...systems.map(({ system, counts }) => `  ${system.padEnd(12)}${counts.map((count) => String(count).padStart(10)).join('')}`),
  ];
}
