/** How far a browser follows before it gives up. */
const MOST_PAGES = 8;

/**
 * Does what a browser and its owner do with the gateway's challenge page: opens it, lets it go on to the bank, presses
 * the button there, and is sent back to the gateway, which tells the page that it is done.
 */
export async function answerAtTheBank(
  url: string,
  fetch: typeof globalThis.fetch,
  decision: 'approve' | 'decline' = 'approve',
): Promise<void> {
  const gatewayPage = await read(await fetch(url));
  const bankUrl = linkToBank(gatewayPage.text, url);
  const bankPage = await read(await fetch(bankUrl));
  const secret = /name="client_secret" value="([^"]+)"/.exec(bankPage.text)?.[1];
  if (secret === undefined) throw new Error(`The bank shows no question at ${bankUrl}.`);
  const body = new URLSearchParams({ client_secret: unescapeHtml(secret), decision }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  let answer = await fetch(new URL(bankUrl).origin + new URL(bankUrl).pathname, { method: 'POST', headers, body });
  for (let page = 0; page < MOST_PAGES; page++) {
    const location = answer.headers.get('location');
    if (!location) return;
    answer = await fetch(location);
  }
  throw new Error('The bank sends the browser in circles.');
}

/** Where the gateway's page goes next: the first address on it that is another origin's. */
function linkToBank(html: string, from: string): string {
  const own = new URL(from).origin;
  for (const [found] of html.matchAll(/https?:(?:\\?\/){2}[^\s"'<>]+/g)) {
    const url = unescapeHtml(found.replaceAll('\\/', '/').replaceAll('\\u0026', '&'));
    if (new URL(url).origin !== own && url.includes('/challenge/')) return url;
  }
  throw new Error(`The page at ${from} leads to no bank.`);
}

async function read(answer: Response): Promise<{ text: string }> {
  if (!answer.ok) throw new Error(`A page on the way to the bank answered ${answer.status}.`);
  return { text: await answer.text() };
}

const unescapeHtml = (text: string): string => text.replaceAll('&amp;', '&').replaceAll('&#39;', "'").replaceAll('&quot;', '"');
