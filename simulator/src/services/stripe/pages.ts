import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Answer } from '../../kernel/service.ts';

export type PageLanguage = 'nb' | 'en' | 'de' | 'ar';

/** The first of our languages that a list such as `nb-NO, en;q=0.8` asks for; English when it asks for none. */
export function languageOf(asked: string | null): PageLanguage {
  for (const entry of (asked ?? '').toLowerCase().split(',')) {
    const language = entry.trim().split(/[-_;]/)[0]!;
    if (['no', 'nn', 'nb'].includes(language)) return 'nb';
    if (language === 'en' || language === 'de' || language === 'ar') return language;
  }
  return 'en';
}

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/**
 * An amount as people write it, such as `1 249,00 kr`. By hand: `Intl` writes different bytes in different engines.
 *
 * @param amount Minor units.
 */
export function shownAmount(language: PageLanguage, amount: number, currency: string, digits = 2): string {
  const comma = language === 'nb' || language === 'de';
  const text = String(amount).padStart(digits + 1, '0');
  const whole = text.slice(0, text.length - digits).replace(/\B(?=(\d{3})+$)/g, language === 'nb' ? '\u00a0' : comma ? '.' : ',');
  const number = digits === 0 ? whole : `${whole}${comma ? ',' : '.'}${text.slice(-digits)}`;
  const code = currency.toUpperCase();
  return `${number}\u00a0${language === 'nb' && code === 'NOK' ? 'kr' : code}`;
}

const hashSource = (text: string): string => `'sha256-${btoa(String.fromCharCode(...sha256(utf8ToBytes(text))))}'`;

/**
 * A page of ours with its one style sheet and at most one script, and a policy that lets nothing else run. Any page may
 * frame it: `frame-ancestors` is left out on purpose, since merchants' pages are anywhere.
 */
export function page({
  language,
  title,
  style,
  body,
  script,
  status = 200,
  scheme,
}: {
  language: PageLanguage;
  title: string;
  style: string;
  body: string;
  script?: string;
  status?: number;
  /** Written to the root as `data-scheme`, for the style sheet. */
  scheme?: 'light' | 'dark';
}): Answer {
  const policy = [
    "default-src 'none'",
    `style-src ${hashSource(style)}`,
    "connect-src 'self'",
    "base-uri 'none'",
    ...(script ? [`script-src ${hashSource(script)}`] : []),
  ].join('; ');
  const html = `<!doctype html>
<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"${scheme ? ` data-scheme="${scheme}"` : ''}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
${body}${script ? `\n<script>${script}</script>` : ''}
</body>
</html>
`;
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
    body: html,
  };
}
