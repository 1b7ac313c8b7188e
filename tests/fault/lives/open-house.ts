import { join } from 'node:path';
import { compose, type House } from '#host/compose.ts';
import { callContract } from '#host/contract.ts';
import { findProgramFiles } from '#host/program-files.ts';
import type { Desk } from '#services/desk.ts';
import { passphrase } from '#tests/support/device.ts';

/** The real composition of the program in the folder that `tests/support/device.ts` would use. */
export const composeAt = (dir: string): House =>
  compose({
    storeDir: dir,
    stateDir: `${dir}-state`,
    files: findProgramFiles(join(import.meta.dirname, '..', '..', '..', 'electron')),
  });

export const deskOf = ({ session }: House): Desk => {
  const desk = session.desk();
  if (!desk) throw new Error('the store is locked');
  return desk;
};

export const openHouse = async (dir: string): Promise<House> => {
  const house = composeAt(dir);
  await house.session.unlock(passphrase);
  return house;
};

/** Calls a procedure as the screen does. */
export const ask = async (house: House, path: string, input: unknown): Promise<unknown> => {
  const reply = await callContract(house.session, 'mutation', path, input, (bug) => {
    throw bug;
  });
  if (!reply.ok) throw new Error(`${path}: ${reply.message}`);
  return reply.value;
};
