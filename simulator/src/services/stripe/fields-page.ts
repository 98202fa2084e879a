import type { Answer, Call } from '../../kernel/service.ts';
import { FIELDS_SCRIPT } from './fields-script.ts';
import { escapeHtml, languageOf, page, type PageLanguage } from './pages.ts';

interface FieldsWords {
  number: string;
  expiry: string;
  code: string;
  hint: string;
  numberRequired: string;
  numberInvalid: string;
  numberRefused: string;
  expiryRequired: string;
  expiryInvalid: string;
  expiryExpired: string;
  codeRequired: string;
  codeInvalid: string;
  noContact: string;
}

const WORDS: Record<PageLanguage, FieldsWords> = {
  nb: {
    number: 'Kortnummer',
    expiry: 'Utløpsdato',
    code: 'Sikkerhetskode',
    hint: 'MM / ÅÅ',
    numberRequired: 'Fyll inn kortnummeret.',
    numberInvalid: 'Kortnummeret stemmer ikke. Se etter en skrivefeil.',
    numberRefused: 'Dette kortet kan ikke brukes her.',
    expiryRequired: 'Fyll inn utløpsdatoen.',
    expiryInvalid: 'Skriv måned og år, for eksempel 04 / 29.',
    expiryExpired: 'Kortet er utløpt.',
    codeRequired: 'Fyll inn sikkerhetskoden.',
    codeInvalid: 'Koden har tre sifre, fire på American Express.',
    noContact: 'Vi får ikke kontakt med korttjenesten. Prøv igjen.',
  },
  en: {
    number: 'Card number',
    expiry: 'Expiry date',
    code: 'Security code',
    hint: 'MM / YY',
    numberRequired: 'Enter the card number.',
    numberInvalid: 'The card number is not right. Look for a typing error.',
    numberRefused: 'This card cannot be used here.',
    expiryRequired: 'Enter the expiry date.',
    expiryInvalid: 'Write month and year, for example 04 / 29.',
    expiryExpired: 'The card has expired.',
    codeRequired: 'Enter the security code.',
    codeInvalid: 'The code has three digits, four on American Express.',
    noContact: 'We cannot reach the card service. Try again.',
  },
  de: {
    number: 'Kartennummer',
    expiry: 'Gültig bis',
    code: 'Prüfnummer',
    hint: 'MM / JJ',
    numberRequired: 'Geben Sie die Kartennummer ein.',
    numberInvalid: 'Die Kartennummer stimmt nicht. Prüfen Sie sie auf Tippfehler.',
    numberRefused: 'Diese Karte kann hier nicht verwendet werden.',
    expiryRequired: 'Geben Sie das Ablaufdatum ein.',
    expiryInvalid: 'Schreiben Sie Monat und Jahr, zum Beispiel 04 / 29.',
    expiryExpired: 'Die Karte ist abgelaufen.',
    codeRequired: 'Geben Sie die Prüfnummer ein.',
    codeInvalid: 'Die Prüfnummer hat drei Ziffern, bei American Express vier.',
    noContact: 'Der Kartendienst ist nicht erreichbar. Versuchen Sie es erneut.',
  },
  ar: {
    number: 'رقم البطاقة',
    expiry: 'تاريخ الانتهاء',
    code: 'رمز الأمان',
    hint: 'MM / YY',
    numberRequired: 'أدخل رقم البطاقة.',
    numberInvalid: 'رقم البطاقة غير صحيح. تحقق من الأرقام.',
    numberRefused: 'لا يمكن استخدام هذه البطاقة هنا.',
    expiryRequired: 'أدخل تاريخ الانتهاء.',
    expiryInvalid: 'اكتب الشهر والسنة، مثل \u206604\u00a0/\u00a029\u2069.',
    expiryExpired: 'انتهت صلاحية البطاقة.',
    codeRequired: 'أدخل رمز الأمان.',
    codeInvalid: 'الرمز من ثلاثة أرقام، وأربعة في American Express.',
    noContact: 'تعذر الاتصال بخدمة البطاقات. حاول مرة أخرى.',
  },
};

const STYLE = `
:root { color-scheme: light; --surface: var(--vitrine-surface, light-dark(#fff, #1c1f1e)); --ink: var(--vitrine-ink, light-dark(#1c1f1d, #efede7)); --muted: var(--vitrine-muted, light-dark(#5f645f, #a9aea8)); --edge: var(--vitrine-line-strong, light-dark(#8b8f88, #7d837d)); --accent: var(--vitrine-accent, light-dark(#1d4d45, #a5d8c6)); --bad: var(--vitrine-bad, light-dark(#9c2f22, #ff9d8e)); --radius: var(--vitrine-radius, 10px); }
:root[data-scheme='dark'] { color-scheme: dark; }
* { box-sizing: border-box; }
html, body { margin: 0; background: transparent; }
html { overflow-y: hidden; }
body { color: var(--ink); font: 15px/1.5 var(--vitrine-font, ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif); -webkit-font-smoothing: antialiased; }
form { display: grid; gap: 14px; padding: 3px; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(118px, 1fr)); gap: 14px; align-items: start; }
.field { display: grid; gap: 6px; min-inline-size: 0; }
label { font-size: 13px; font-weight: 550; }
.box { position: relative; display: block; }
input { appearance: none; inline-size: 100%; min-block-size: 48px; padding: 10px 14px; border: 1px solid var(--edge); border-radius: var(--radius); background: var(--surface); color: var(--ink); font: inherit; font-size: 16px; font-variant-numeric: tabular-nums; letter-spacing: .01em; transition: border-color 140ms; }
:root[dir='rtl'] input { text-align: right; }
input::placeholder { color: var(--muted); opacity: 1; }
input:hover { border-color: var(--ink); }
input:focus-visible { outline: 2px solid var(--accent); outline-offset: 0; border-color: var(--accent); }
input[aria-invalid='true'] { border-color: var(--bad); }
#number { padding-inline-end: 104px; }
:root[dir='rtl'] #number { padding-inline: 104px 14px; }
#brand { position: absolute; inset-block: 0; inset-inline-end: 14px; display: flex; align-items: center; color: var(--muted); font-size: 13px; font-weight: 600; pointer-events: none; }
.error { color: var(--bad); font-size: 13px; }
.error:empty { display: none; }
@media (max-width: 300px) { #number { padding-inline-end: 14px; } #brand { display: none; } }
@media (prefers-reduced-motion: reduce) { input { transition: none; } }
`;

/** One labelled field. Card data is written from left to right in every language. */
const field = (id: string, label: string, autocomplete: string, more: string, inner = '') =>
  `<div class="field"><label for="${id}">${escapeHtml(label)}</label><span class="box"><input id="${id}" name="${autocomplete}" autocomplete="${autocomplete}" inputmode="numeric" dir="ltr" spellcheck="false" autocapitalize="off" aria-required="true" aria-describedby="${id}-error" ${more}>${inner}</span><span class="error" id="${id}-error"></span></div>`;

/**
 * The card fields, framed by a merchant's page of another origin. What is typed here never leaves this origin: the page
 * outside gets a token, the brand and four digits. Query: `parent`, `nonce`, `locale`, `scheme`, and `key`, this account's
 * publishable key when absent.
 */
export function fieldsPage({ now, publishableKey }: { now: number; publishableKey: string }, call: Call): Answer {
  const language = languageOf(call.query.get('locale') ?? call.headers.get('accept-language'));
  const words = WORDS[language];
  const today = new Date(now);
  const settings = JSON.stringify({
    words,
    key: call.query.get('key') ?? publishableKey,
    year: today.getUTCFullYear(),
    month: today.getUTCMonth() + 1,
  });
  const body = `<form id="fields" novalidate data-settings="${escapeHtml(settings)}">
${field('number', words.number, 'cc-number', 'maxlength="29" placeholder="1234 1234 1234 1234"', '<span id="brand" aria-hidden="true"></span>')}
<div class="pair">
${field('expiry', words.expiry, 'cc-exp', `maxlength="9" placeholder="${escapeHtml(words.hint)}"`)}
${field('code', words.code, 'cc-csc', 'maxlength="4" placeholder="123"')}
</div>
<span class="error" id="notice" role="alert"></span>
</form>`;
  // A frame is transparent only while it and its page agree on the scheme: the one outside names it, from the first paint on.
  const scheme = call.query.get('scheme') === 'dark' ? 'dark' : 'light';
  return page({ language, title: words.number, style: STYLE, body, script: FIELDS_SCRIPT, scheme });
}
