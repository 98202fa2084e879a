import { NotDone } from './call.ts';
import type { ControlledWorld } from './controlled-world.ts';

/** Asks a simulated system by its own wire, without a trace in the journal and past every fault. */
export async function ask(
  { shop }: ControlledWorld,
  system: string,
  path: string,
  { method = 'GET', headers = {}, text = '' }: { method?: string; headers?: Record<string, string>; text?: string } = {},
): Promise<unknown> {
  const answer = shop.world.network.answer(system, {
    method,
    path,
    headers: new Headers(headers),
    text,
    from: 'control-room',
    isRecorded: false,
  });
  if (!answer) throw new NotDone(404, `This world has no ${system}.`);
  const body: unknown = await answer.json().catch(() => null);
  if (answer.status < 400) return body;
  const { message } = (typeof body === 'object' && body !== null ? body : {}) as { message?: string };
  throw new NotDone(answer.status === 404 ? 404 : 409, message ?? `${system} answered ${answer.status} to ${method} ${path}.`);
}
