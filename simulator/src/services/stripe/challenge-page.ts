import type { Answer, Call } from '../../kernel/service.ts';
import type { Books } from './books.ts';
import { answerChallenge } from './confirm.ts';
import { parseForm } from './form.ts';
import { revealIntent } from './intents.ts';
import { minorDigits } from './money.ts';
import type { PaymentIntent } from './objects.ts';
import { escapeHtml, languageOf, page, shownAmount, type PageLanguage } from './pages.ts';
import { Params } from './params.ts';
import { Refusal } from './refusal.ts';

const WORDS: Record<
  PageLanguage,
  Record<'title' | 'lead' | 'merchant' | 'amount' | 'card' | 'approve' | 'decline' | 'test' | 'done' | 'unknown' | 'bank', string>
> = {
  nb: {
    title: 'Godkjenn betalingen',
    lead: 'Banken din vil vite at det er deg.',
    merchant: 'Butikk',
    amount: 'Beløp',
    card: 'Kort',
    approve: 'Godkjenn',
    decline: 'Avvis',
    test: 'Dette er en simulert bank. Ingen penger flyttes.',
    done: 'Denne betalingen er avgjort. Du kan lukke siden.',
    unknown: 'Vi finner ikke denne betalingen.',
    bank: 'Testbanken',
  },
  en: {
    title: 'Approve the payment',
    lead: 'Your bank wants to know that it is you.',
    merchant: 'Shop',
    amount: 'Amount',
    card: 'Card',
    approve: 'Approve',
    decline: 'Decline',
    test: 'This is a simulated bank. No money moves.',
    done: 'This payment is settled. You can close the page.',
    unknown: 'We cannot find this payment.',
    bank: 'The Test Bank',
  },
  de: {
    title: 'Zahlung bestätigen',
    lead: 'Ihre Bank möchte wissen, dass Sie es sind.',
    merchant: 'Geschäft',
    amount: 'Betrag',
    card: 'Karte',
    approve: 'Bestätigen',
    decline: 'Ablehnen',
    test: 'Dies ist eine simulierte Bank. Es fließt kein Geld.',
    done: 'Diese Zahlung ist abgeschlossen. Sie können die Seite schließen.',
    unknown: 'Wir finden diese Zahlung nicht.',
    bank: 'Die Testbank',
  },
  ar: {
    title: 'تأكيد الدفع',
    lead: 'يريد مصرفك التأكد من هويتك.',
    merchant: 'المتجر',
    amount: 'المبلغ',
    card: 'البطاقة',
    approve: 'موافقة',
    decline: 'رفض',
    test: 'هذا مصرف تجريبي. لا تنتقل أي أموال.',
    done: 'تمت تسوية هذه الدفعة. يمكنك إغلاق الصفحة.',
    unknown: 'لم نعثر على هذه الدفعة.',
    bank: 'مصرف الاختبار',
  },
};

const STYLE = `
:root { color-scheme: light dark; --paper: light-dark(#eef2f7, #0e1420); --surface: light-dark(#fff, #182132); --ink: light-dark(#14213a, #eaf0fa); --muted: light-dark(#4f5d76, #a6b3ca); --line: light-dark(#d5dde9, #2d3a52); --edge: light-dark(#76849c, #7d8cab); --accent: light-dark(#1b4f9c, #9cc3ff); --on-accent: light-dark(#fff, #0b1c38); }
* { box-sizing: border-box; }
body { margin: 0; min-block-size: 100vh; display: grid; place-items: center; padding: 16px; background: var(--paper); color: var(--ink); font: 16px/1.5 ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif; }
main { inline-size: 100%; max-inline-size: 420px; padding: clamp(20px, 6vw, 32px); border: 1px solid var(--line); border-radius: 14px; background: var(--surface); box-shadow: 0 10px 40px rgb(0 0 0 / .08); }
header { display: flex; align-items: center; gap: 10px; margin-block-end: 20px; color: var(--muted); font-size: 14px; font-weight: 600; }
header svg { flex: none; color: var(--accent); }
h1 { margin: 0 0 4px; font-size: 22px; line-height: 1.25; letter-spacing: -.01em; }
p { margin: 0; color: var(--muted); }
dl { display: grid; align-items: baseline; grid-template-columns: auto 1fr; gap: 8px 16px; margin: 20px 0; padding-block: 16px; border-block: 1px solid var(--line); }
dt { color: var(--muted); }
dd { margin: 0; text-align: end; font-weight: 600; overflow-wrap: anywhere; }
.amount { font-size: 20px; font-variant-numeric: tabular-nums; }
form { display: grid; gap: 10px; }
button { min-block-size: 48px; padding: 10px 18px; border: 1px solid var(--edge); border-radius: 10px; background: transparent; color: var(--ink); font: inherit; font-weight: 600; cursor: pointer; }
button.primary { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
button:hover { filter: brightness(1.06); border-color: var(--ink); }
button:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.test { margin-block-start: 18px; font-size: 13px; text-align: center; }
`;

const SHIELD =
  '<svg width="28" height="28" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linejoin="round" stroke-linecap="round" aria-hidden="true"><path d="M12 3 4.5 6v5.5c0 4.6 3.1 8 7.5 9.5 4.4-1.5 7.5-4.9 7.5-9.5V6L12 3Z"/><path d="m8.8 12 2.3 2.3 4.2-4.6"/></svg>';

/** The bank's page, to which a challenge sends the buyer. */
export function showChallenge(books: Books, merchant: string, call: Call): Answer {
  const language = languageOf(call.headers.get('accept-language'));
  const words = WORDS[language];
  const secret = call.query.get('client_secret') ?? '';
  const intent = opened(books, call.params['id']!, secret);
  if (!intent) return plain(language, words.unknown, 404);
  if (intent.status !== 'requires_action') return redirect(books, intent) ?? plain(language, words.done);
  const method = intent.payment_method ? books.methods.get(intent.payment_method) : undefined;
  const amount = shownAmount(language, intent.amount, intent.currency, minorDigits(intent.currency));
  const card = method ? `<dt>${words.card}</dt><dd><bdi dir="ltr">•••• ${method.card.last4}</bdi></dd>` : '';
  const body = `<main>
<header>${SHIELD}<span>${words.bank}</span></header>
<h1>${words.title}</h1>
<p>${words.lead}</p>
<dl><dt>${words.merchant}</dt><dd>${escapeHtml(merchant)}</dd><dt>${words.amount}</dt><dd class="amount">${escapeHtml(amount)}</dd>${card}</dl>
<form method="post">
<input type="hidden" name="client_secret" value="${escapeHtml(secret)}">
<button class="primary" name="decision" value="approve">${words.approve}</button>
<button name="decision" value="decline">${words.decline}</button>
</form>
<p class="test">${words.test}</p>
</main>`;
  return page({ language, title: `${words.title} – ${words.bank}`, style: STYLE, body });
}

/** Takes the buyer's answer and sends the browser back to the shop. Any word but `approve` is a no. */
export function takeAnswer(books: Books, call: Call): Answer {
  const language = languageOf(call.headers.get('accept-language'));
  const form = new Params(parseForm(call.text));
  const secret = form.value('client_secret');
  const intent = opened(books, call.params['id']!, typeof secret === 'string' ? secret : '');
  if (!intent) return plain(language, WORDS[language].unknown, 404);
  const settled = answerChallenge(books, intent, form.value('decision') === 'approve' ? 'approve' : 'decline');
  return redirect(books, settled) ?? plain(language, WORDS[language].done);
}

function opened(books: Books, id: string, secret: string): PaymentIntent | undefined {
  try {
    return revealIntent(books, id, secret);
  } catch (thrown) {
    if (thrown instanceof Refusal) return undefined;
    throw thrown;
  }
}

function redirect(books: Books, intent: PaymentIntent): Answer | undefined {
  const returnUrl = books.challenges.get(intent.id)?.returnUrl;
  if (!returnUrl) return undefined;
  const url = new URL(returnUrl);
  url.searchParams.set('payment_intent', intent.id);
  url.searchParams.set('payment_intent_client_secret', intent.client_secret);
  url.searchParams.set(
    'redirect_status',
    intent.status === 'succeeded' || intent.status === 'requires_capture' ? 'succeeded' : 'failed',
  );
  return { status: 303, headers: { location: url.href, 'cache-control': 'no-store' } };
}

const plain = (language: PageLanguage, text: string, status = 200): Answer =>
  page({
    language,
    title: WORDS[language].bank,
    style: STYLE,
    body: `<main><header>${SHIELD}<span>${WORDS[language].bank}</span></header><p>${text}</p></main>`,
    status,
  });
