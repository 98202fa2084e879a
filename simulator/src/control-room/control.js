const $ = (selector) => document.querySelector(selector);
const element = (tag, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};

const MOST_SHOWN = 400;
const entries = new Map();
let system = 'tripletex';

const oslo = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Oslo',
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const clockTime = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Oslo',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

async function call(path, body) {
  const answer = await fetch(`/control/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body ?? {}),
  });
  if (answer.ok) show(await answer.json());
}

function show({ now, speed, seed, waiting }) {
  $('#now').textContent = oslo.format(new Date(now));
  $('#now').dateTime = now;
  $('#tempo').textContent = `${speed === 0 ? 'paused' : `×${speed}`} · seed ${seed} · ${waiting} planned`;
  for (const button of document.querySelectorAll('[data-speed]'))
    button.setAttribute('aria-pressed', String(Number(button.dataset.speed) === speed));
}

function row(entry) {
  const time = element('time', { textContent: clockTime.format(new Date(entry.at)) });
  if (entry.kind === 'fact') return element('div', { className: 'fact' }, time, element('span', { textContent: entry.text }));
  const failed = entry.status !== undefined && (entry.status === 0 || entry.status >= 400);
  const status = element('span', {
    className: failed ? 'bad' : '',
    textContent: entry.status === undefined ? '…' : entry.status === 0 ? 'no answer' : String(entry.status),
  });
  const what = element(
    'span',
    {},
    element('span', { className: 'way', textContent: `${entry.from} → ${entry.to} ` }),
    element('span', { className: 'what', textContent: `${entry.operation} · ${entry.method} ${readable(entry.path)}` }),
  );
  const details = element('details', {}, element('summary', {}, time, what, status));
  details.addEventListener('toggle', () => {
    if (!details.open || details.querySelector('pre')) return;
    for (const text of [entry.request, entry.response]) if (text) details.append(element('pre', { textContent: pretty(text) }));
  });
  return details;
}

function readable(path) {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function matches(entry) {
  if (entry.kind === 'fact' && !$('#facts').checked) return false;
  if (entry.method === 'GET' && !$('#questions').checked) return false;
  const wanted = $('#filter').value.trim().toLowerCase();
  return wanted === '' || JSON.stringify(entry).toLowerCase().includes(wanted);
}

let planned = false;
function draw() {
  if (planned) return;
  planned = true;
  requestAnimationFrame(() => {
    planned = false;
    const shown = [...entries.values()].filter(matches).slice(-MOST_SHOWN).reverse();
    const journal = $('#journal');
    const open = new Set([...journal.querySelectorAll('details[open]')].map((details) => details.parentElement.dataset.seq));
    journal.replaceChildren(
      ...shown.map((entry) => {
        const item = element('li', {}, row(entry));
        item.dataset.seq = entry.seq;
        if (open.has(String(entry.seq))) item.querySelector('details').open = true;
        return item;
      }),
    );
    if (shown.length === 0)
      journal.append(
        element('li', { className: 'empty', textContent: 'Nothing has been said yet. Open the shop and look around.' }),
      );
  });
}

async function drawDocuments() {
  const systems = await (await fetch('/control/documents')).json();
  $('#systems').replaceChildren(
    ...systems.map(({ name, title }) => {
      const tab = element('button', { textContent: title, role: 'tab' });
      tab.setAttribute('aria-selected', String(name === system));
      tab.addEventListener('click', () => {
        system = name;
        void drawDocuments();
      });
      return tab;
    }),
  );
  const chosen = systems.find(({ name }) => name === system) ?? systems[0];
  $('#documents').replaceChildren(
    ...Object.entries(chosen?.documents ?? {}).flatMap(([heading, rows]) => {
      const title = element('h3', { textContent: `${heading} (${rows.length})` });
      if (rows.length === 0) return [title, element('p', { className: 'empty', textContent: 'None yet.' })];
      const columns = Object.keys(rows[0]);
      return [
        title,
        element(
          'table',
          {},
          element('thead', {}, element('tr', {}, ...columns.map((column) => element('th', { textContent: column })))),
          element(
            'tbody',
            {},
            ...rows
              .slice(0, 60)
              .map((fields) =>
                element('tr', {}, ...columns.map((column) => element('td', { textContent: fields[column] ?? '' }))),
              ),
          ),
        ),
      ];
    }),
  );
}

function listen() {
  const source = new EventSource('/control/journal');
  source.onmessage = ({ data }) => {
    const entry = JSON.parse(data);
    entries.set(entry.seq, entry);
    if (entries.size > MOST_SHOWN * 4) for (const seq of [...entries.keys()].slice(0, MOST_SHOWN)) entries.delete(seq);
    draw();
  };
}

for (const button of document.querySelectorAll('[data-speed]'))
  button.addEventListener('click', () => call('speed', { speed: Number(button.dataset.speed) }));
$('#step').addEventListener('click', () => call('step'));
$('#hour').addEventListener('click', () => call('jump', { minutes: 60 }));
$('#new-world').addEventListener('submit', async (event) => {
  event.preventDefault();
  await call('world', { seed: Number(new FormData(event.target).get('seed')) });
  location.reload();
});
$('#filter').addEventListener('input', draw);
$('#facts').addEventListener('change', draw);
$('#questions').addEventListener('change', draw);

listen();
draw();
const refresh = async () => show(await (await fetch('/control/state')).json());
void refresh();
void drawDocuments();
setInterval(refresh, 1000);
setInterval(drawDocuments, 2500);
