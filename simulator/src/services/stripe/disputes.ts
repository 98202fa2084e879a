import type { Books } from './books.ts';
import { publish } from './events.ts';
import { listOf, pageOf } from './listing.ts';
import { money } from './money.ts';
import { spendMood } from './moods.ts';
import type { Charge, Dispute, DisputeStatus, PaymentIntent } from './objects.ts';
import type { Params } from './params.ts';
import { invalid, unknownObject } from './refusal.ts';

const DAY_S = 86_400;

/** A shop has a bit over a week to answer. */
const DUE_S = 9 * DAY_S;

/** How long the bank thinks about evidence, in milliseconds. Weeks in life, a day here. */
const REVIEW_MS = DAY_S * 1_000;

/** Buyers who dispute do so this long after the money was taken, in milliseconds. */
const REGRET_MS = 60_000;

/** Reason codes of Visa, by Stripe's reason. */
const NETWORK_CODES: Readonly<Record<string, string>> = { fraudulent: '10.4', product_not_received: '13.1', duplicate: '12.6' };

const REASONS = ['fraudulent', 'product_not_received', 'duplicate', 'product_unacceptable', 'credit_not_processed', 'general'];

const EVIDENCE = [
  'access_activity_log',
  'billing_address',
  'cancellation_policy',
  'cancellation_policy_disclosure',
  'cancellation_rebuttal',
  'customer_communication',
  'customer_email_address',
  'customer_name',
  'customer_purchase_ip',
  'customer_signature',
  'duplicate_charge_documentation',
  'duplicate_charge_explanation',
  'duplicate_charge_id',
  'product_description',
  'receipt',
  'refund_policy',
  'refund_policy_disclosure',
  'refund_refusal_explanation',
  'service_date',
  'service_documentation',
  'shipping_address',
  'shipping_carrier',
  'shipping_date',
  'shipping_documentation',
  'shipping_tracking_number',
  'uncategorized_file',
  'uncategorized_text',
];

/** @throws {RangeError} on a reason that no bank knows. */
export function mustBeReason(reason: string): void {
  if (!REASONS.includes(reason)) throw new RangeError(`A dispute has one of the reasons ${REASONS.join(', ')}; not ${reason}.`);
}

/** Some test cards regret every payment. */
export function planDispute(books: Books, intent: PaymentIntent): void {
  const charge = intent.latest_charge ? books.charges.get(intent.latest_charge) : undefined;
  if (!charge) return;
  const wilful = spendMood(books, 'dispute-next')?.what;
  const wish = wilful ? { reason: wilful } : books.cards.get(charge.payment_method)?.behaviour.dispute;
  if (wish) books.env.alarm(books.env.now() + REGRET_MS, 'buyer-disputes', { charge: charge.id, ...wish });
}

/** The buyer has been to the bank. @throws {RangeError} on a reason that no bank knows. */
export function openDispute(
  books: Books,
  charge: Charge,
  { reason, inquiry = false }: { reason: string; inquiry?: boolean },
): Dispute {
  mustBeReason(reason);
  const amount = charge.amount_captured;
  const { brand, network } = charge.payment_method_details.card as { brand: string; network: string };
  const dispute = books.disputes.put({
    id: books.makeId('dp'),
    object: 'dispute',
    amount,
    balance_transactions: [],
    charge: charge.id,
    created: books.seconds(),
    currency: charge.currency,
    enhanced_eligibility_types: [],
    evidence: { ...Object.fromEntries(EVIDENCE.map((name) => [name, null])), enhanced_evidence: {} },
    evidence_details: {
      due_by: books.seconds() + DUE_S,
      enhanced_eligibility: {},
      has_evidence: false,
      past_due: false,
      submission_count: 0,
    },
    is_charge_refundable: inquiry,
    livemode: false,
    metadata: {},
    payment_intent: charge.payment_intent,
    payment_method_details: {
      card: {
        brand,
        case_type: inquiry ? 'inquiry' : 'chargeback',
        network,
        network_reason_code: NETWORK_CODES[reason] ?? '13.3',
      },
      type: 'card',
    },
    reason,
    status: inquiry ? 'warning_needs_response' : 'needs_response',
  });
  books.charges.put({ ...charge, disputed: true });
  books.request = { id: null, idempotency_key: null };
  publish(books, 'charge.dispute.created', dispute);
  const opened = inquiry ? dispute : move(books, dispute, -amount, 'charge.dispute.funds_withdrawn');
  books.env.alarm(books.env.now() + DUE_S * 1_000, 'evidence-due', { dispute: dispute.id });
  books.env.tell(
    inquiry
      ? `The bank asks about ${money(amount, charge.currency)}: ${reason.replaceAll('_', ' ')}`
      : `A buyer disputes ${money(amount, charge.currency)}, and the bank takes it back: ${reason.replaceAll('_', ' ')}`,
    referenceOf(charge),
  );
  return opened;
}

/** Money leaves or comes back. */
function move(books: Books, dispute: Dispute, amount: number, event: string): Dispute {
  const entry = {
    id: books.makeId('txn'),
    object: 'balance_transaction',
    amount,
    currency: dispute.currency,
    type: 'adjustment',
  } as const;
  const moved = books.disputes.put({ ...dispute, balance_transactions: [...dispute.balance_transactions, entry] });
  publish(books, event, moved);
  return moved;
}

/** `POST /v1/disputes/:id`: evidence, kept or handed in. */
export function updateDispute(books: Books, id: string, params: Params): Dispute {
  const dispute = findDispute(books, id);
  const group = params.group('evidence');
  const metadata = params.metadata(dispute.metadata);
  if (group) group.allow(EVIDENCE);
  const isOpen = dispute.status === 'needs_response' || dispute.status === 'warning_needs_response';
  if (group && !isOpen)
    throw invalid('This dispute is already closed or under review.', { code: 'dispute_evidence_not_allowed' });
  const given = group
    ? Object.fromEntries(EVIDENCE.filter((name) => group.has(name)).map((name) => [name, group.text(name) ?? null]))
    : {};
  const evidence = { ...dispute.evidence, ...given };
  const details = { ...dispute.evidence_details, has_evidence: EVIDENCE.some((name) => evidence[name] !== null) };
  const submit = group !== undefined && params.value('submit') !== 'false';
  const status: DisputeStatus = !submit
    ? dispute.status
    : dispute.status === 'needs_response'
      ? 'under_review'
      : 'warning_under_review';
  const updated = books.disputes.put({
    ...dispute,
    evidence,
    metadata,
    status,
    evidence_details: submit ? { ...details, submission_count: details.submission_count + 1 } : details,
  });
  publish(books, 'charge.dispute.updated', updated);
  if (submit) {
    books.env.alarm(books.env.now() + REVIEW_MS, 'dispute-decided', { dispute: id });
    books.env.tell('The shop hands in evidence against a dispute', referenceOf(books.charges.get(dispute.charge)!));
  }
  return updated;
}

/** `POST /v1/disputes/:id/close`: the shop gives in. */
export function closeDispute(books: Books, id: string): Dispute {
  const dispute = findDispute(books, id);
  if (dispute.status !== 'needs_response' && dispute.status !== 'warning_needs_response')
    throw invalid('This dispute is already closed.', { code: 'dispute_already_closed' });
  return end(books, dispute, dispute.status === 'needs_response' ? 'lost' : 'warning_closed');
}

/** Nobody answered in time. */
export function evidenceDue(books: Books, id: string): void {
  const dispute = books.disputes.get(id);
  if (dispute?.status !== 'needs_response' && dispute?.status !== 'warning_needs_response') return;
  const late = { ...dispute, evidence_details: { ...dispute.evidence_details, past_due: true } };
  end(books, late, dispute.status === 'needs_response' ? 'lost' : 'warning_closed');
}

/** The bank has read the evidence. `winning_evidence` and `losing_evidence` decide, as in Stripe's own test mode. */
export function decideDispute(books: Books, id: string): void {
  const dispute = books.disputes.get(id);
  if (dispute?.status !== 'under_review' && dispute?.status !== 'warning_under_review') return;
  if (dispute.status === 'warning_under_review') return void end(books, dispute, 'warning_closed');
  const text = dispute.evidence['uncategorized_text'];
  const won = text === 'winning_evidence' || (text !== 'losing_evidence' && books.env.random('disputes').chance(0.5));
  end(books, dispute, won ? 'won' : 'lost');
}

function end(books: Books, dispute: Dispute, status: 'won' | 'lost' | 'warning_closed'): Dispute {
  const ended = books.disputes.put({ ...dispute, status });
  publish(books, 'charge.dispute.closed', ended);
  const charge = books.charges.get(dispute.charge)!;
  books.env.tell(
    status === 'won'
      ? `The shop wins the dispute, and gets ${money(dispute.amount, dispute.currency)} back`
      : status === 'lost'
        ? 'The shop loses the dispute; the money stays with the buyer'
        : 'The bank has no more questions about a payment',
    referenceOf(charge),
  );
  return status === 'won' ? move(books, ended, dispute.amount, 'charge.dispute.funds_reinstated') : ended;
}

export function findDispute(books: Books, id: string): Dispute {
  const dispute = books.disputes.get(id);
  if (!dispute) throw unknownObject('dispute', id, 'dispute');
  return dispute;
}

export function listDisputes(books: Books, params: Params) {
  const about = { url: '/v1/disputes', kind: 'dispute' };
  const group = params.text('charge') ?? params.text('payment_intent');
  if (group) return listOf(books.ordered.disputes.group(group), params, about.url, about.kind);
  return pageOf(books.ordered.disputes, params, about);
}

const referenceOf = ({ metadata }: Charge) => (metadata['reference'] ? { reference: metadata['reference'] } : {});
