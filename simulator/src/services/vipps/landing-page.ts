import { toSVG } from 'bwip-js/generic';
import type { Answer, Call } from '../../kernel/service.ts';
import { escapeHtml, languageOf, page, shownAmount, type PageLanguage } from '../stripe/pages.ts';
import { abort, sendToApp } from './app.ts';
import type { Books, Payment } from './books.ts';
import { magicOf } from './magic.ts';

type Word =
  | 'title'
  | 'lead'
  | 'phone'
  | 'next'
  | 'cancel'
  | 'sent'
  | 'open'
  | 'over'
  | 'unknown'
  | 'wrong'
  | 'noUser'
  | 'test'
  | 'to'
  | 'back'
  | 'hint';

const WORDS: Record<PageLanguage, Record<Word, string>> = {
  nb: {
    title: 'Betal med Vipps',
    lead: 'Skriv mobilnummeret ditt, så sender vi forespørselen til appen.',
    phone: 'Mobilnummer',
    next: 'Neste',
    cancel: 'Avbryt',
    sent: 'Åpne Vipps på telefonen',
    open: 'Vi har sendt en forespørsel til appen på',
    over: 'Denne betalingen er avgjort.',
    unknown: 'Vi finner ikke denne betalingen.',
    wrong: 'Skriv åtte siffer, eller landkode og nummer.',
    noUser: 'Dette nummeret har ikke Vipps.',
    test: 'Dette er en simulert Vipps. Ingen penger flyttes.',
    to: 'til',
    back: 'Tilbake til butikken',
    hint: 'Siden går videre av seg selv når du har svart.',
  },
  en: {
    title: 'Pay with Vipps',
    lead: 'Type your mobile number, and we send the request to the app.',
    phone: 'Mobile number',
    next: 'Next',
    cancel: 'Cancel',
    sent: 'Open Vipps on your phone',
    open: 'We have sent a request to the app on',
    over: 'This payment is settled.',
    unknown: 'We cannot find this payment.',
    wrong: 'Type eight digits, or country code and number.',
    noUser: 'This number has no Vipps.',
    test: 'This is a simulated Vipps. No money moves.',
    to: 'to',
    back: 'Back to the shop',
    hint: 'The page goes on by itself once you have answered.',
  },
  de: {
    title: 'Mit Vipps bezahlen',
    lead: 'Geben Sie Ihre Mobilnummer ein, wir senden die Anfrage an die App.',
    phone: 'Mobilnummer',
    next: 'Weiter',
    cancel: 'Abbrechen',
    sent: 'Öffnen Sie Vipps auf dem Telefon',
    open: 'Wir haben eine Anfrage an die App gesendet auf',
    over: 'Diese Zahlung ist abgeschlossen.',
    unknown: 'Wir finden diese Zahlung nicht.',
    wrong: 'Bitte acht Ziffern, oder Landesvorwahl und Nummer.',
    noUser: 'Diese Nummer hat kein Vipps.',
    test: 'Dies ist ein simuliertes Vipps. Es fließt kein Geld.',
    to: 'an',
    back: 'Zurück zum Geschäft',
    hint: 'Die Seite geht von selbst weiter, sobald Sie geantwortet haben.',
  },
  ar: {
    title: 'الدفع عبر Vipps',
    lead: 'اكتب رقم هاتفك المحمول وسنرسل الطلب إلى التطبيق.',
    phone: 'رقم الهاتف المحمول',
    next: 'التالي',
    cancel: 'إلغاء',
    sent: 'افتح Vipps على هاتفك',
    open: 'أرسلنا طلبًا إلى التطبيق على الرقم',
    over: 'تمت تسوية هذه الدفعة.',
    unknown: 'لم نعثر على هذه الدفعة.',
    wrong: 'اكتب ثمانية أرقام، أو رمز البلد والرقم.',
    noUser: 'هذا الرقم ليس لديه Vipps.',
    test: 'هذا Vipps تجريبي. لا تنتقل أي أموال.',
    to: 'إلى',
    back: 'العودة إلى المتجر',
    hint: 'تنتقل الصفحة تلقائيًا بعد أن تجيب.',
  },
};

const STYLE = `
:root { color-scheme: light dark; --paper: light-dark(#fff3ec, #1d120d); --surface: light-dark(#fff, #2a1b14); --ink: light-dark(#2b1408, #fff1e8); --muted: light-dark(#6b4d3d, #d3b5a4); --line: light-dark(#f0d9cb, #4a3226); --edge: light-dark(#8f7263, #a48774); --accent: light-dark(#b83c07, #ff9a66); --on-accent: light-dark(#fff, #2b1003); --wrong: light-dark(#a3160b, #ffb0a6); }
* { box-sizing: border-box; }
body { margin: 0; min-block-size: 100vh; display: grid; place-items: center; padding: 16px; background: var(--paper); color: var(--ink); font: 16px/1.5 ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, Arial, sans-serif; }
main { inline-size: 100%; max-inline-size: 420px; padding: clamp(20px, 6vw, 32px); border: 1px solid var(--line); border-radius: 20px; background: var(--surface); box-shadow: 0 10px 40px rgb(0 0 0 / .08); }
h1 { margin: 0 0 4px; font-size: 24px; line-height: 1.25; letter-spacing: -.01em; }
p { margin: 0; color: var(--muted); }
.sum { display: flex; align-items: baseline; justify-content: space-between; gap: 16px; margin: 20px 0; padding-block: 16px; border-block: 1px solid var(--line); }
.sum strong { font-size: 22px; font-variant-numeric: tabular-nums; white-space: nowrap; }
form { display: grid; gap: 12px; margin-block-start: 16px; }
label { display: grid; gap: 6px; font-weight: 600; }
input { inline-size: 100%; min-block-size: 52px; padding: 10px 14px; border: 1px solid var(--edge); border-radius: 12px; background: transparent; color: inherit; font: inherit; font-size: 20px; letter-spacing: .04em; }
button, .back { display: block; inline-size: 100%; min-block-size: 52px; padding: 12px 18px; border: 1px solid var(--edge); border-radius: 999px; background: transparent; color: var(--ink); font: inherit; font-weight: 600; text-align: center; text-decoration: none; cursor: pointer; }
button.primary { border-color: var(--accent); background: var(--accent); color: var(--on-accent); }
button:hover { filter: brightness(1.06); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.wrong { color: var(--wrong); font-weight: 600; }
.pulse { inline-size: 56px; block-size: 56px; margin: 8px auto 20px; border-radius: 50%; background: var(--accent); animation: pulse 1.6s ease-in-out infinite alternate; }
@keyframes pulse { from { transform: scale(.8); opacity: .55; } to { transform: scale(1); opacity: 1; } }
@media (prefers-reduced-motion: reduce) { .pulse { animation: none; } }
.test { margin-block-start: 18px; font-size: 13px; text-align: center; }
`;

/** Asks how the payment stands and goes on when it is over. Without scripts the page reloads itself by hand. */
const SCRIPT = `
const ask = async () => {
  const answer = await fetch('landing/status' + location.search, { cache: 'no-store' }).then((r) => r.json()).catch(() => ({}));
  if (answer.state && answer.state !== 'CREATED') return answer.returnUrl ? location.replace(answer.returnUrl) : location.reload();
  setTimeout(ask, 1500);
};
ask();`;

/** `GET /landing?token=`: where a browser without the app is sent. */
export function showLanding(books: Books, call: Call, wrong?: 'wrong' | 'noUser'): Answer {
  const language = languageOf(call.headers.get('accept-language'));
  const words = WORDS[language];
  const payment = paymentOf(books, call);
  if (!payment) return plain(language, words.unknown, 404);
  if (payment.state !== 'CREATED') return payment.returnUrl ? back(payment.returnUrl) : plain(language, words.over);
  const waits = books.requests.get(payment.reference) !== undefined || (payment.phone && magicOf(payment.phone) === 'silent');
  const sum = `<div class="sum"><span>${words.to} ${escapeHtml(books.options.merchant ?? 'Kniv & Fjøl')}</span><strong>${shownAmount(language, payment.amount.value, payment.amount.currency)}</strong></div>`;
  const cancel = `<form method="post"><button name="do" value="cancel">${words.cancel}</button></form>`;
  const shell = (title: string, inner: string, script?: string) =>
    page({
      language,
      title,
      style: STYLE,
      body: `<main>${inner}${cancel}<p class="test">${words.test}</p></main>`,
      ...(script ? { script } : {}),
    });
  if (waits)
    return shell(
      words.sent,
      `<div class="pulse" aria-hidden="true"></div><h1>${words.sent}</h1><p role="status">${words.open} <bdi dir="ltr">+${escapeHtml(payment.phone!)}</bdi>. ${words.hint}</p>${sum}`,
      SCRIPT,
    );
  const mistake = wrong ? `<p class="wrong" id="wrong" role="alert">${words[wrong]}</p>` : '';
  const field = `<input name="phone" type="tel" inputmode="tel" autocomplete="tel" required value="${escapeHtml(payment.phone ?? '')}"${wrong ? ' aria-invalid="true" aria-describedby="wrong"' : ''}>`;
  return shell(
    words.title,
    `<h1>${words.title}</h1><p>${words.lead}</p>${sum}<form method="post"><label>${words.phone}${field}</label>${mistake}<button class="primary" name="do" value="send">${words.next}</button></form>`,
  );
}

/** `POST /landing?token=`: the number that was typed, or a no. */
export function takeLanding(books: Books, call: Call): Answer {
  const payment = paymentOf(books, call);
  if (!payment) return showLanding(books, call);
  const form = new URLSearchParams(call.text);
  const here: Answer = {
    status: 303,
    headers: { location: `${books.env.publicUrl}/landing?token=${payment.token}`, 'cache-control': 'no-store' },
  };
  if (form.get('do') === 'cancel') {
    const { returnUrl } = abort(books, payment);
    return returnUrl ? back(returnUrl) : here;
  }
  const typed = (form.get('phone') ?? '').replace(/[\s()-]/g, '').replace(/^(\+|00)/, '');
  const phone = /^\d{8}$/.test(typed) ? `47${typed}` : typed;
  if (!/^\d{10,15}$/.test(phone)) return showLanding(books, call, 'wrong');
  if (magicOf(phone) === 'unknown') return showLanding(books, call, 'noUser');
  if (payment.state === 'CREATED') sendToApp(books, payment, phone);
  return here;
}

/** `GET /landing/status?token=`: what the landing page asks while it waits. */
export function landingStatus(books: Books, call: Call): Answer {
  const payment = paymentOf(books, call);
  if (!payment) return { status: 404, body: { message: 'This payment is not known here.' } };
  const { state, returnUrl } = payment;
  return { status: 200, headers: { 'cache-control': 'no-store' }, body: { state, ...(returnUrl ? { returnUrl } : {}) } };
}

/** `GET /qr/{token}`: a code that a phone reads, as a drawing whatever the format asked for. */
export function drawQr(books: Books, call: Call): Answer {
  const payment = books.landings.get(call.params['token']!);
  if (!payment) return { status: 404, body: { message: 'This code is not known here.' } };
  const text = `${books.env.publicUrl}/landing?token=${payment.token}`;
  return {
    status: 200,
    headers: { 'content-type': 'image/svg+xml', 'cache-control': 'no-store' },
    body: toSVG({ bcid: 'qrcode', text, scale: 4 }),
  };
}

function paymentOf(books: Books, { query }: Call): Payment | undefined {
  const landing = books.landings.get(query.get('token') ?? '');
  return landing && books.payments.get(landing.reference);
}

const back = (location: string): Answer => ({ status: 303, headers: { location, 'cache-control': 'no-store' } });

const plain = (language: PageLanguage, text: string, status = 200): Answer =>
  page({ language, title: WORDS[language].title, style: STYLE, body: `<main><h1>Vipps</h1><p>${text}</p></main>`, status });
