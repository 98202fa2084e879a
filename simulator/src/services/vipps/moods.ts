import type { Lever } from '../../kernel/service.ts';
import type { Books, Mood } from './books.ts';

/** Whether something that lasts a while is going on. */
export function isMood(books: Books, lever: string): boolean {
  const mood = books.moods.get(lever);
  return mood?.until !== undefined && mood.until > books.env.now();
}

/** Whether something that was asked for happens now; each asking is used up once. */
export function spendMood(books: Books, lever: string): boolean {
  const mood = books.moods.get(lever);
  if (!mood?.left) return false;
  books.moods.put({ lever, left: mood.left - 1 });
  return true;
}

function set(books: Books, mood: Mood): void {
  books.moods.put(mood);
}

/** What can go wrong inside Vipps. */
export function levers(books: Books): Lever[] {
  return [
    {
      name: 'app-offline',
      sentence: 'The Vipps app reaches nobody: requests are not shown and cannot be answered.',
      fields: { minutes: 'For how long; 15 when absent.' },
      pull: ({ minutes }) => {
        const length = whole(minutes, 'minutes', 15);
        set(books, { lever: 'app-offline', until: books.env.now() + length * 60_000 });
        books.env.tell(`The Vipps app is down for ${length} minutes`);
      },
    },
    {
      name: 'shopper-ignores-app',
      sentence: 'Nobody looks at the phone: the newest waiting request, or else the next one, is never answered and expires.',
      fields: { reference: 'Reference of the payment; the newest that waits when absent.' },
      pull: ({ reference }) => {
        const asked = typeof reference === 'string' ? books.requests.get(reference) : books.requests.all().at(-1);
        if (typeof reference === 'string' && !asked) throw new RangeError(`No payment ${reference} waits in the app.`);
        if (!asked)
          return set(books, { lever: 'shopper-ignores-app', left: (books.moods.get('shopper-ignores-app')?.left ?? 0) + 1 });
        books.requests.put({ ...asked, ignored: true });
        books.env.tell('Nobody looks at the phone with the Vipps request', { reference: asked.id });
      },
    },
    {
      name: 'bank-refuses-next',
      sentence: 'The bank refuses the next payment that is approved in the app.',
      fields: { times: 'How many; 1 when absent.' },
      pull: ({ times }) =>
        set(books, {
          lever: 'bank-refuses-next',
          left: (books.moods.get('bank-refuses-next')?.left ?? 0) + whole(times, 'times', 1),
        }),
    },
  ];
}

function whole(given: unknown, name: string, otherwise: number): number {
  if (given === undefined) return otherwise;
  const value = Number(given);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new RangeError(`${name} is a whole number of at least 1, not ${JSON.stringify(given)}.`);
  return value;
}
