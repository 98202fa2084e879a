/**
 * What runs in the card fields' frame, as text: it is served, not imported. It speaks to one window only, its parent at
 * the origin that the address names, and over the port that this window hands it. No digit of a number goes there.
 */
export const FIELDS_SCRIPT = String.raw`
'use strict';
(() => {
  const query = new URLSearchParams(location.search);
  const parentOrigin = query.get('parent') || '';
  const nonce = query.get('nonce') || '';
  const form = document.getElementById('fields');
  const { words, key, year: thisYear, month: thisMonth } = JSON.parse(form.dataset.settings);
  const inputs = { number: document.getElementById('number'), expiry: document.getElementById('expiry'), code: document.getElementById('code') };
  const names = Object.keys(inputs);
  const badge = document.getElementById('brand');
  const notice = document.getElementById('notice');
  const shown = {};
  let refused = '';
  let port = null;

  const BRANDS = [
    ['visa', 'Visa', /^4/],
    ['mastercard', 'Mastercard', /^(5[1-5]|2[2-7])/],
    ['amex', 'Amex', /^3[47]/],
    ['diners', 'Diners Club', /^3(0|6|8|9)/],
    ['jcb', 'JCB', /^35/],
    ['discover', 'Discover', /^6(011|5|4[4-9])/],
    ['unionpay', 'UnionPay', /^62/],
  ];
  const digitsOf = (text) => text.replace(/[٠-٩]/g, (digit) => digit.charCodeAt(0) - 0x660).replace(/\D/g, '');
  const brandOf = (digits) => BRANDS.find(([, , starts]) => starts.test(digits));
  const passesLuhn = (digits) => {
    let sum = 0;
    for (let index = 0; index < digits.length; index++) {
      let digit = Number(digits[digits.length - 1 - index]);
      if (index % 2 === 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
      sum += digit;
    }
    return sum % 10 === 0;
  };
  const spaced = (digits) => (/^3[47]/.test(digits) ? [digits.slice(0, 4), digits.slice(4, 10), digits.slice(10, 15)].filter(Boolean).join(' ') : (digits.slice(0, 19).match(/.{1,4}/g) || []).join(' '));
  const readExpiry = () => {
    const digits = digitsOf(inputs.expiry.value);
    if (digits.length !== 4 && digits.length !== 6) return null;
    const month = Number(digits.slice(0, 2));
    const year = digits.length === 4 ? 2000 + Number(digits.slice(2)) : Number(digits.slice(2));
    return month >= 1 && month <= 12 ? { month, year } : null;
  };

  const problem = {
    number() {
      const digits = digitsOf(inputs.number.value);
      if (!digits) return 'required';
      if (digits === refused) return 'invalid';
      const length = /^3[47]/.test(digits) ? [15, 15] : /^36/.test(digits) ? [14, 19] : [16, 19];
      return digits.length < length[0] || digits.length > length[1] || !passesLuhn(digits) ? 'invalid' : '';
    },
    expiry() {
      if (!inputs.expiry.value.trim()) return 'required';
      const expiry = readExpiry();
      if (!expiry || expiry.year > thisYear + 50) return 'invalid';
      return expiry.year < thisYear || (expiry.year === thisYear && expiry.month < thisMonth) ? 'expired' : '';
    },
    code() {
      const digits = digitsOf(inputs.code.value);
      if (!digits) return 'required';
      const brand = brandOf(digitsOf(inputs.number.value));
      const wanted = brand && brand[0] === 'amex' ? [3, 4] : brand ? [3, 3] : [3, 4];
      return digits.length < wanted[0] || digits.length > wanted[1] ? 'invalid' : '';
    },
  };
  const wordFor = (name, code) => (name === 'number' && refused && digitsOf(inputs.number.value) === refused ? words.numberRefused : words[name + code[0].toUpperCase() + code.slice(1)]);

  const report = () => {
    const brand = brandOf(digitsOf(inputs.number.value));
    const errors = {};
    for (const name of names) if (shown[name]) errors[name] = shown[name];
    return { complete: names.every((name) => !problem[name]()), ...(brand ? { brand: brand[0] } : {}), errors };
  };
  const show = (name, code) => {
    shown[name] = code;
    inputs[name].setAttribute('aria-invalid', code ? 'true' : 'false');
    document.getElementById(name + '-error').textContent = code ? wordFor(name, code) : '';
  };
  const tell = () => port && port.postMessage({ type: 'changed', report: report() });

  const keepCaret = (input, digitsBefore, value) => {
    input.value = value;
    let at = 0;
    for (let seen = 0; at < value.length && seen < digitsBefore; at++) if (/\d/.test(value[at])) seen++;
    input.setSelectionRange(at, at);
  };
  inputs.number.addEventListener('input', () => {
    const before = digitsOf(inputs.number.value.slice(0, inputs.number.selectionStart ?? 0)).length;
    const digits = digitsOf(inputs.number.value);
    keepCaret(inputs.number, before, spaced(digits));
    const brand = brandOf(digits);
    badge.textContent = brand ? brand[1] : '';
  });
  inputs.expiry.addEventListener('input', (event) => {
    const input = inputs.expiry;
    const raw = input.value;
    const deleting = (event.inputType || '').startsWith('delete');
    const atEnd = (input.selectionStart ?? raw.length) === raw.length;
    const iso = /^\s*(\d{4})-(\d{2})\s*$/.exec(raw);
    let digits = iso ? iso[2] + iso[1] : digitsOf(raw);
    if (!iso && !deleting && (/^[2-9]/.test(digits) || /^1\s*[\/.-]/.test(raw))) digits = '0' + digits;
    if (digits.length === 6 && digits.slice(2, 4) === '20') digits = digits.slice(0, 2) + digits.slice(4);
    digits = digits.slice(0, 6);
    if (digits.length > 4 && digits.slice(2, 4) !== '20') digits = digits.slice(0, 4);
    if (!atEnd) return;
    input.value = digits.length > 2 ? digits.slice(0, 2) + ' / ' + digits.slice(2) : digits.length === 2 && !deleting ? digits + ' / ' : digits;
  });
  inputs.code.addEventListener('input', () => {
    const digits = digitsOf(inputs.code.value).slice(0, 4);
    if (digits !== inputs.code.value) inputs.code.value = digits;
  });

  for (const name of names) {
    inputs[name].addEventListener('input', () => {
      notice.textContent = '';
      if (shown[name]) show(name, problem[name]());
      tell();
    });
    inputs[name].addEventListener('blur', () => {
      // Leaving a field untouched is no error yet; collecting says what is missing.
      if (inputs[name].value.trim()) show(name, problem[name]());
      if (name === 'number' && shown.code) show('code', problem.code());
      tell();
    });
  }
  form.addEventListener('submit', (event) => event.preventDefault());

  const invalidAnswer = (id) => {
    const first = names.find((name) => shown[name]);
    if (first) inputs[first].focus();
    port.postMessage({ type: 'invalid', id, report: report() });
  };
  const collect = async (id) => {
    for (const name of names) show(name, problem[name]());
    if (names.some((name) => shown[name])) return invalidAnswer(id);
    const expiry = readExpiry();
    const body = new URLSearchParams({ type: 'card', 'card[number]': digitsOf(inputs.number.value), 'card[exp_month]': String(expiry.month), 'card[exp_year]': String(expiry.year), 'card[cvc]': digitsOf(inputs.code.value) });
    let answer;
    try {
      const response = await fetch(new URL('v1/payment_methods', location.href), { method: 'POST', headers: { authorization: 'Bearer ' + key, 'content-type': 'application/x-www-form-urlencoded' }, body: body.toString() });
      answer = await response.json();
    } catch {
      notice.textContent = words.noContact;
      return port.postMessage({ type: 'invalid', id, report: { ...report(), complete: false } });
    }
    if (answer.object === 'payment_method') {
      const { brand, last4, exp_month, exp_year } = answer.card;
      return port.postMessage({ type: 'collected', id, token: answer.id, display: { brand, last_digits: last4, expiry_month: exp_month, expiry_year: exp_year } });
    }
    const error = answer.error || {};
    if (error.type !== 'card_error') {
      notice.textContent = words.noContact;
      return port.postMessage({ type: 'invalid', id, report: { ...report(), complete: false } });
    }
    const param = String(error.param || 'number');
    const name = param.startsWith('exp') ? 'expiry' : param === 'cvc' ? 'code' : 'number';
    if (name === 'number') refused = digitsOf(inputs.number.value);
    show(name, 'invalid');
    invalidAnswer(id);
  };

  const hear = ({ data }) => {
    if (!data || typeof data !== 'object') return;
    if (data.type === 'collect') void collect(data.id);
    else if (data.type === 'focus') (inputs[names.find((name) => problem[name]()) || 'number']).focus();
    else if (data.type === 'style' && data.variables && typeof data.variables === 'object') {
      for (const [name, value] of Object.entries(data.variables)) if (/^--vitrine-[a-z0-9-]+$/.test(name) && typeof value === 'string' && !/url\s*\(/i.test(value)) document.documentElement.style.setProperty(name, value);
      const scheme = data.variables['--vitrine-scheme'];
      if (scheme === 'light' || scheme === 'dark') document.documentElement.dataset.scheme = scheme;
    }
  };
  const sayHeight = () => port && port.postMessage({ type: 'height', height: Math.ceil(form.getBoundingClientRect().height) });

  if (window.parent === window || !parentOrigin || !nonce) return;
  window.addEventListener('message', function connect(event) {
    if (event.source !== window.parent || event.origin !== parentOrigin) return;
    if (!event.data || event.data.vitrine !== 'fields.connect' || event.data.nonce !== nonce || !event.ports[0]) return;
    window.removeEventListener('message', connect);
    port = event.ports[0];
    port.onmessage = hear;
    new ResizeObserver(sayHeight).observe(form);
    sayHeight();
    tell();
  });
  window.parent.postMessage({ vitrine: 'fields.ready', nonce }, parentOrigin);
})();
`;
