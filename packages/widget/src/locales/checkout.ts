/** Why the bank said no, in the shopper's terms. Lost and stolen cards are `declined`, like any other. */
export type DeclineReason =
  | 'declined'
  | 'funds'
  | 'expired'
  | 'code'
  | 'number'
  | 'date'
  | 'limit'
  | 'unsupported'
  | 'authentication'
  | 'temporary'
  | 'bank'
  | 'duplicate';

/** What can be wrong with a field of the form. */
export type FieldProblem = 'required' | 'email' | 'postcode' | 'phone' | 'street';

/** Every word of the checkout. */
export interface CheckoutMessages {
  title: string;
  steps: { contact: string; delivery: string; payment: string; review: string };
  stepOf: (step: number, of: number) => string;
  done: string;
  edit: string;
  /** Names the step that is edited, for those who hear a list of buttons. */
  editStep: (step: string) => string;
  continueToDelivery: string;
  continueToPayment: string;
  continueToReview: string;
  saving: string;
  opening: string;
  closedTitle: string;
  closedText: string;
  emptyTitle: string;
  emptyText: string;
  failedTitle: string;
  failedText: string;
  savedNotice: string;
  tryAgain: string;
  canceledTitle: string;
  canceledText: string;
  elsewhereTitle: string;
  elsewhereText: string;
  elsewhereLink: string;
  fields: {
    email: string;
    emailHint: string;
    firstName: string;
    lastName: string;
    country: string;
    chooseCountry: string;
    street: string;
    streetHint: string;
    postcode: string;
    place: string;
    phone: string;
    optional: string;
    phoneReason: string;
    marketing: string;
    problems: Record<FieldProblem, string>;
    problemCount: (count: number) => string;
  };
  address: {
    found: (count: number) => string;
    nothing: string;
    asking: string;
    failed: string;
    typeMyself: string;
    list: string;
    placeFilled: (place: string) => string;
  };
  delivery: {
    legend: string;
    quoting: string;
    none: string;
    noneText: string;
    choose: string;
    kinds: { home: string; mailbox: string; pickup_point: string; locker: string; express_courier: string };
    pickup: string;
    pickupPlaces: (count: number) => string;
    choosePlace: string;
    from: (price: string) => string;
    free: string;
    more: (amount: string) => string;
    less: (amount: string) => string;
    cutOff: (left: string) => string;
    co2: (grams: string) => string;
    hours: string;
    away: (distance: string) => string;
    silent: (names: string) => string;
    expired: string;
    askAgain: string;
    arrives: (when: string) => string;
  };
  payment: {
    card: string;
    frameTitle: string;
    loading: string;
    safe: string;
    failedTitle: string;
    failedText: string;
    check: string;
    errors: { number: string; expiry: string; code: string };
    problems: { required: string; invalid: string; expired: string };
    ending: (brand: string, digits: string) => string;
    none: string;
    noneText: string;
  };
  review: {
    intro: string;
    place: (amount: string) => string;
    placing: string;
    missing: string;
    terms: string;
    links: Record<string, string>;
    /** Sentence before the links. */
    agree: string;
  };
  summary: {
    title: string;
    show: string;
    hide: string;
    items: (count: number) => string;
    totals: Record<string, string>;
    vat: string;
    vatIncluded: (amount: string) => string;
    deliveryLater: string;
    total: string;
    haveCode: string;
    code: string;
    applyCode: string;
    removeCode: (code: string) => string;
    quantity: (count: number) => string;
  };
  /** What the gateway says by code; what is not here is shown in its own words. */
  notes: Record<string, string>;
  decline: { title: string; kept: string; reasons: Record<DeclineReason, string> };
  bank: {
    title: string;
    checking: string;
    checkingText: string;
    challengeTitle: string;
    challengeText: string;
    challengeFrame: string;
    cancel: string;
    refused: string;
  };
  confirmation: {
    title: string;
    number: (label: string) => string;
    mail: (email: string) => string;
    items: string;
    total: string;
    paidWith: string;
    sentTo: string;
    arrives: string;
  };
}
