import { join } from 'node:path';
import { exportBundle } from '#services/export.ts';
import { mergeBundle } from '#services/merge.ts';
import type { Role } from '#shared/exchange.ts';
import { introduce } from '#tests/support/county.ts';
import { type Device, newDevice, realClock } from '#tests/support/device.ts';

/** Desks as they are after the first day. What a person clicks for that is told by story.test.ts. */

type Owner = { readonly role: Role; readonly officeName: string; readonly person: string };

/** A bundle to another desk, and its receipt back. */
export const give = async (from: Device, to: Device): Promise<void> => {
  const [path, receiptPath] = [`${from.dir}.qice`, `${to.dir}-receipt.qice`];
  await exportBundle(from.desk(), { to: to.desk().self.deviceId, path });
  await mergeBundle(to.desk(), { path, receiptPath });
  await mergeBundle(from.desk(), { path: receiptPath });
};

/**
 * Sets up a store for each owner under `root`, of the same name as the seat that will open it; every other desk
 * and `county` read each other's card. The stores are closed again after `firstDay`.
 */
export const layDesks = async <Name extends string>(
  root: string,
  owners: Readonly<Record<Name | 'county', Owner>>,
  firstDay: (desks: Readonly<Record<Name | 'county', Device>>) => Promise<void>,
): Promise<void> => {
  const desks: Partial<Record<string, Device>> = {};
  for (const [name, owner] of Object.entries<Owner>(owners))
    desks[name] = await newDevice(join(root, name), owner, realClock());
  const all = desks as Record<Name | 'county', Device>;
  try {
    for (const [name, desk] of Object.entries<Device>(all))
      if (name !== 'county') introduce(desk, all.county);
    await firstDay(all);
  } finally {
    for (const desk of Object.values<Device>(all)) desk.session.close();
  }
};
