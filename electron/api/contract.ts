/** Types only: all that the screen may know of the local process. */
export type { Context } from './base.ts';
export type { Offered } from './exchange.ts';
export type { AppRouter } from './router.ts';
