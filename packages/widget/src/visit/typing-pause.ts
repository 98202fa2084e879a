import { sleep, type Clock } from '@vitrine/contract';
import { fromPromise } from 'xstate';

/** A pause in typing. Longer feels slow, shorter asks for every letter. */
const TYPING_PAUSE_MS = 180;

export const typingPause = (clock: Clock) =>
  fromPromise<void, Record<never, never>>(({ signal }) => sleep(clock, TYPING_PAUSE_MS, signal));
