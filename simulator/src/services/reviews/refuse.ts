import type { Answer } from '../../kernel/service.ts';

export const refuse = (status: number, code: string, message: string): Answer => ({ status, body: { error: { code, message } } });
