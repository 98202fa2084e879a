import type { Service } from '../kernel/service.ts';
import type { World } from '../kernel/world.ts';
import { TEST_CARDS, type TestCard } from '../services/stripe/test-cards.ts';
import { MAGIC_AMOUNTS, MAGIC_PHONES } from '../services/vipps/magic.ts';
import { KEYS } from '../shop/keys.ts';

const STYLE = `
:root { color-scheme: light dark; --paper: light-dark(#fbfaf7, #141615); --surface: light-dark(#fff, #1c1f1e); --ink: light-dark(#1c1f1d, #efede7); --muted: light-dark(#5f645f, #a9aea8); --line: light-dark(#e3dfd6, #343938); --accent: light-dark(#1d4d45, #a5d8c6); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif; }
main { max-inline-size: 880px; margin-inline: auto; padding: clamp(20px, 5vw, 56px) clamp(16px, 4vw, 32px); }
h1 { margin: 0 0 8px; font-size: clamp(26px, 5vw, 36px); letter-spacing: -.02em; line-height: 1.15; }
h2 { margin: 0; font-size: 19px; }
p { margin: 6px 0; color: var(--muted); }
section { margin-block-start: 20px; padding: 20px; border: 1px solid var(--line); border-radius: 14px; background: var(--surface); }
code { font: 14px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
dl { display: grid; grid-template-columns: minmax(90px, max-content) 1fr; gap: 4px 16px; margin: 12px 0 0; }
dt { color: var(--muted); } dd { margin: 0; min-inline-size: 0; }
a { color: var(--accent); text-underline-offset: 3px; }
details { margin-block-start: 12px; } summary { cursor: pointer; color: var(--accent); }
td:first-child { white-space: nowrap; }
.wide { overflow-x: auto; } table { border-collapse: collapse; inline-size: 100%; font-size: 14px; } th { text-align: start; font-weight: 600; color: var(--muted); } th, td { padding: 4px 12px 4px 0; border-block-end: 1px solid var(--line); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
`;

const escape = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Every simulated system with its address, its keys and the values that make it do something special. */
export function systemsPage(world: World, origin: string): Response {
  const sections = [...world.services.values()].map((service) => section(world, service, origin)).join('\n');
  const html = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Simulated systems</title><style>${STYLE}</style></head>
<body><main>
<h1>Simulated systems</h1>
<p>World ${world.seed}, where it is now ${new Date(world.clock.now()).toISOString()}. The keys are public and open nothing real.</p>
${sections}
</main></body>
</html>
`;
  return new Response(html, { headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' } });
}

function section(world: World, service: Service, origin: string): string {
  const keys = Object.entries((KEYS as Record<string, unknown>)[service.name] ?? {});
  const rows = [
    [
      'Base address',
      `<code>${escape(`${origin}/sim/${service.name}`)}</code>${service.name === 'stripe' ? `, for Stripe’s own clients also <code>${escape(origin)}</code>` : ''}`,
    ],
    ['Plays', `<code>${escape(service.origin)}</code>`],
    ...keys.map(([name, value]) => [escape(words(name)), `<code>${escape(String(value))}</code>`]),
  ];
  const calls = service.routes
    .map(
      ({ method, path, operation }) =>
        `<tr><td>${method}</td><td><code>${escape(path.replaceAll('\\:', ':'))}</code></td><td>${escape(operation)}</td></tr>`,
    )
    .join('');
  return `<section id="${escape(service.name)}"><h2>${escape(service.title)}</h2>
<dl>${rows.map(([term, value]) => `<dt>${term}</dt><dd>${value}</dd>`).join('')}</dl>
${magic(world, service.name, origin)}
<details><summary>Calls</summary><div class="wide" tabindex="0"><table><tr><th scope="col">Method</th><th scope="col">Path</th><th scope="col">In the journal</th></tr>${calls}</table></div></details></section>`;
}

/** `consumerToken` as people write it. */
const words = (name: string) =>
  name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replace(/^./, (letter) => letter.toUpperCase());

function magic(world: World, name: string, origin: string): string {
  if (name === 'stripe') {
    const rows = TEST_CARDS.map(
      (card) =>
        `<tr><td><code>${card.number.replace(/(.{4})(?=.)/g, '$1 ')}</code></td><td>${escape(outcome(card))}</td><td><code>${card.tokens[0] ?? ''}</code></td></tr>`,
    ).join('');
    return `<details><summary>Test cards</summary><p>Any expiry to come, any security code.</p><div class="wide" tabindex="0"><table><tr><th scope="col">Number</th><th scope="col">What happens</th><th scope="col">Token</th></tr>${rows}</table></div></details>`;
  }
  if (name === 'vipps') {
    const phones = Object.entries(MAGIC_PHONES).map(([phone, { what }]) => [`+${phone}`, what]);
    const amounts = Object.entries(MAGIC_AMOUNTS).map(([ore, what]) => [
      `${(Number(ore) / 100).toFixed(2)} NOK`,
      `refused by the bank: ${what.toLowerCase()}`,
    ]);
    const rows = [...phones, ...amounts].map(
      ([value, what]) => `<tr><td><code>${value}</code></td><td>${escape(what!)}</td></tr>`,
    );
    return `<details><summary>Magic numbers and amounts</summary><p>Any other phone number waits for an answer in the app, at <code>x-phone/requests</code>.</p><div class="wide" tabindex="0"><table><tr><th scope="col">Value</th><th scope="col">What happens</th></tr>${rows.join('')}</table></div></details>`;
  }
  if (name === 'kartverket') {
    const { street } = world.seeds.town.addresses[0]!;
    const query = new URLSearchParams({ sok: `${street.slice(0, 5)}*` }).toString();
    return `<p>Try <a href="${escape(`${origin}/sim/kartverket/adresser/v1/sok?${query}`)}">${escape(street)}</a>, a street of ${escape(world.seeds.town.name)}.</p>`;
  }
  return '';
}

function outcome({ brand, country, behaviour }: TestCard): string {
  const asks = behaviour.challenge === 'required' ? '3-D Secure, then ' : '';
  const ends = behaviour.decline
    ? `declined: ${behaviour.decline.replaceAll('_', ' ')}`
    : behaviour.cvcFails
      ? 'paid, though the security code is wrong'
      : `paid (${brand}${country === 'US' ? '' : `, ${country}`})`;
  return asks + ends;
}
