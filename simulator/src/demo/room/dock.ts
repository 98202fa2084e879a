import { openDoors } from '../../control-room/page/doors.ts';
import { isDockKey, KEPT_OPEN } from '../../control-room/page/dock-key.ts';
import { post } from '../../control-room/page/api.ts';
import { readLink } from '../../control-room/page/link.ts';
import '../../control-room/page/control-badge.ts';
import { browser } from './browser.ts';

openDoors(browser);

/** In the upper half of a docked room: its frame belongs to the same origin, and the key is its parent's to answer. */
const isDocked = window.frameElement?.hasAttribute('data-control-shop') ?? false;

if (isDocked)
  addEventListener('keydown', (event) => {
    if (!isDockKey(event)) return;
    event.preventDefault();
    parent.dispatchEvent(new Event('control-toggle'));
  });
else begin();

function begin(): void {
  addEventListener('keydown', (event) => {
    if (!isDockKey(event)) return;
    event.preventDefault();
    void toggle();
  });
  addEventListener('control-toggle', () => void toggle());
  addEventListener('hashchange', () => void follow());
  void follow();
  if (localStorage.getItem(KEPT_OPEN) === 'yes') void toggle();
  else {
    const badge = document.createElement('control-badge');
    badge.addEventListener('control-toggle', () => void toggle());
    document.body.append(badge);
  }
}

/** Opens the room under the shop, or leaves the shop alone again. The room is fetched when it is first wanted. */
async function toggle(): Promise<void> {
  const open = document.querySelector('control-dock');
  if (open) return open.close();
  localStorage.setItem(KEPT_OPEN, 'yes');
  const shop = document.createElement('control-dock');
  shop.src = location.href;
  const main = document.createElement('main');
  main.append(shop);
  document.body.replaceChildren(main);
  await import('../../control-room/page/control-dock.ts');
}

/** A link may name seed, scenario, speed and time: the world becomes that one, and the hash has done its work. */
async function follow(): Promise<void> {
  const link = readLink(location.hash);
  if (!link) return;
  const badge = document.querySelector('control-badge');
  if (badge) badge.said = 'Opening the world of this link …';
  try {
    const { did } = await post<{ did: string }>('link', link);
    history.replaceState(null, '', location.pathname + location.search);
    if (did === 'new world') location.reload();
    else if (badge) badge.said = '';
  } catch (thrown) {
    if (badge) badge.said = (thrown as Error).message;
  }
}
