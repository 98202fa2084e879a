import type { Scenario } from '../scenario.ts';
import { every, HOUR, MINUTE } from './times.ts';

/** Registers, messages and reviews: what a shop does without for an hour. */
export const around: readonly Scenario[] = [
  {
    name: 'address-register-down',
    title: 'The address register is away',
    sentence: 'Kartverket does not answer at all: addresses are typed as they are, and nobody is kept from paying.',
    watch: 'Type an address at the till: no suggestions come, and the form goes on.',
    faults: [{ kind: 'lost-request', from: 'gateway', to: 'kartverket', chance: 1 }],
  },
  {
    name: 'sms-operator-down',
    title: 'No SMS for an hour',
    sentence: 'Every three hours the telephone operator is down for one: messages are taken, and arrive when it is back.',
    watch: 'Place an order: e-mails come, SMS do not, and an hour later all of them do.',
    happenings: [{ system: 'messages', lever: 'operator-down', wish: { minutes: 60 }, when: every(3 * HOUR, 0) }],
  },
  {
    name: 'message-bounces',
    title: 'Nobody at this address',
    sentence: 'Every hour a message reaches nobody, and a report says so.',
    watch: 'Place an order and look at the messages in the control room: one has bounced; the order goes on.',
    happenings: [{ system: 'messages', lever: 'bounce-next', when: every(HOUR, 0) }],
  },
  {
    name: 'angry-review',
    title: 'One star',
    sentence: 'Every quarter of an hour somebody gives one star, and says why.',
    watch: 'Look at the stars of the most reviewed article: they sink.',
    happenings: [{ system: 'reviews', lever: 'angry-review', when: every(15 * MINUTE, MINUTE) }],
  },
  {
    name: 'reviews-down',
    title: 'No stars',
    sentence: 'The reviews cannot be reached: the shop sells without stars.',
    watch: 'Open the shop: articles come without stars, and everything else is there.',
    faults: [{ kind: 'refused', from: 'gateway', to: 'reviews', chance: 1 }],
  },
];
