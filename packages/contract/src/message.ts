/** Who can resolve an error. Source: UCP `message_error.json`. */
export type Severity = 'recoverable' | 'requires_buyer_input' | 'requires_buyer_review' | 'unrecoverable';

export interface ErrorMessage {
  type: 'error';
  /** UCP's codes, and ours: see `docs/errors.md`. */
  code: string;
  /** RFC 9535 path to what the message is about, such as `$.buyer.email`. */
  path?: string;
  content: string;
  severity: Severity;
}

export interface WarningMessage {
  type: 'warning';
  code: string;
  path?: string;
  content: string;
}

export interface InfoMessage {
  type: 'info';
  code?: string;
  path?: string;
  content: string;
}

/** What a business tells the buyer about an answer. Drives what a field or a step shows. */
export type Message = ErrorMessage | WarningMessage | InfoMessage;
