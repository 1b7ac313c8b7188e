import { getSetting, putSetting } from '#db/queries/local.ts';
import { write } from '#db/write.ts';
import { defaultStaleMonths } from '#shared/registers/validity.ts';
import { staleMonthsInput } from '#shared/settings.ts';
import type { Desk } from './desk.ts';

/** After how many months a value nobody confirmed looks stale: how somebody looks at the files, no fact of one. */

const key = 'stale-months';

export const staleMonths = ({ store }: Pick<Desk, 'store'>): number => {
  const said = staleMonthsInput.shape.months.safeParse(Number(getSetting(store.reader, key)));
  return said.success ? said.data : defaultStaleMonths;
};

export const setStaleMonths = (desk: Pick<Desk, 'store' | 'self'>, months: number): void =>
  write(desk.store, { actor: desk.self.person, purpose: '设置待确认期限' }, () =>
    putSetting(desk.store, key, String(months)),
  );
