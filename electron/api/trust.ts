import { z } from 'zod';
import { devicesOverview, retireDevice } from '#services/devices.ts';
import { heldOverview, letIn } from '#services/held.ts';
import { offerCardPage, offerRecovery, ownCardQr } from '#services/key-shelf.ts';
import { drillRecovery, recoveryState } from '#services/recovery.ts';
import {
  type DeviceLine,
  type DevicesOverview,
  type HeldDevice,
  type LetIn,
  letInInput,
  type RecoveryState,
  retireInput,
  sharesInput,
} from '#shared/trust.ts';
import { atDesk, router } from './base.ts';

/** A file waiting on the shelf to be saved by the screen. */
type Offered = { readonly ticket: string; readonly fileName: string };

/** Keys and devices: who is believed, how far, and what is done when a laptop is lost. */
export const trustRouter = router({
  devices: atDesk.query(({ ctx }): DevicesOverview => devicesOverview(ctx.desk)),
  retire: atDesk
    .input(retireInput)
    .mutation(({ ctx, input }): DeviceLine => retireDevice(ctx.desk, input)),
  /** What retired devices wrote beyond their limit. */
  held: atDesk.query(({ ctx }): HeldDevice[] => heldOverview(ctx.desk)),
  letIn: atDesk.input(letInInput).mutation(({ ctx, input }): LetIn => letIn(ctx.desk, input)),
  cardQr: atDesk.query(({ ctx }): Promise<string> => ownCardQr(ctx.desk)),
  cardPage: atDesk.mutation(({ ctx }): Promise<Offered> => offerCardPage(ctx.desk)),
  recovery: atDesk.query(({ ctx }): RecoveryState => recoveryState(ctx.desk)),
  /** Gives the three pages once; the key is nowhere else. */
  makeRecovery: atDesk
    .input(z.object({ replace: z.boolean() }))
    .mutation(({ ctx, input }): Promise<Offered[]> => offerRecovery(ctx.desk, input.replace)),
  drill: atDesk
    .input(sharesInput)
    .mutation(({ ctx, input }): Promise<RecoveryState> => drillRecovery(ctx.desk, input.shares)),
});
