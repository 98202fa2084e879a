import type { SentMessage } from '../../services/messages/messages.ts';
import { ask } from '../ask.ts';
import { NotDone, type ControlRoutes } from '../call.ts';
import type { ControlledWorld } from '../controlled-world.ts';

const MOST_SHOWN = 60;

interface AppRequests {
  offline: boolean;
  requests: {
    id: string;
    phone: string;
    merchant: string;
    amount: { value: number; currency: string };
    description: string;
    shownAt: number;
  }[];
}

async function phone(room: ControlledWorld) {
  const { world } = room.shop;
  const messages = world.services.has('messages') ? [...world.table<SentMessage>('messages', 'messages').rows()] : [];
  const arrived = messages
    .filter(({ deliveredAt }) => deliveredAt !== undefined)
    .slice(-MOST_SHOWN)
    .reverse();
  const vipps = world.services.has('vipps') ? ((await ask(room, 'vipps', '/x-phone/requests')) as AppRequests) : undefined;
  return {
    now: world.clock.now(),
    messages: arrived.map(({ id, channel, to, subject, text, deliveredAt }) => ({
      id,
      channel,
      to,
      subject: subject ?? null,
      text,
      at: deliveredAt!,
    })),
    requests: vipps?.requests ?? [],
    offline: vipps?.offline ?? false,
    hasVipps: vipps !== undefined,
    notifications: notifications(room),
  };
}

/** Web push as the browser vendor's documents tell it, where that service is played. */
const notifications = ({ shop }: ControlledWorld): Record<string, unknown>[] =>
  Object.values(shop.world.services.get('push')?.documents?.() ?? {})
    .flat()
    .slice(0, MOST_SHOWN);

/** The simulated phone: what arrives on it, and what its owner presses. */
export const phoneCalls: ControlRoutes = (room) => [
  { method: 'GET', path: '/phone', answer: () => phone(room) },
  {
    method: 'POST',
    path: '/phone/requests/:id/:answer',
    async answer({ params }) {
      const { id, answer } = params as { id: string; answer: string };
      if (answer !== 'approve' && answer !== 'decline') throw new NotDone(404, 'A request is answered with approve or decline.');
      const outcome = await ask(room, 'vipps', `/x-phone/requests/${encodeURIComponent(id)}/${answer}`, { method: 'POST' });
      room.keep();
      return { outcome, ...(await phone(room)) };
    },
  },
];
