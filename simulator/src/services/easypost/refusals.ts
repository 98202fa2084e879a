import type { Answer } from '../../kernel/service.ts';

export interface FieldError {
  field: string;
  message: string;
}

/** EasyPost's envelope. Source: the recorded error answers, `error-service` and `address-service`. */
export const refuse = (status: number, code: string, message: string, errors: readonly unknown[] = []): Answer => ({
  status,
  body: { error: { code, message, errors } },
});

export const required = (...names: readonly string[]): Answer =>
  refuse(
    422,
    'PARAMETER.REQUIRED',
    'Missing required parameter.',
    names.map((field): FieldError => ({ field, message: 'cannot be blank' })),
  );

export const invalid = (field: string, message: string): Answer =>
  refuse(422, 'PARAMETER.INVALID', 'Invalid parameter.', [{ field, message } satisfies FieldError]);

export const notFound = (detail?: string): Answer =>
  refuse(404, 'NOT_FOUND', 'The requested resource could not be found.', detail ? [detail] : []);
