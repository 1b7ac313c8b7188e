import { join } from 'node:path';
import { exportBundle } from '#services/export.ts';
import type { SaveVisit } from '#shared/visits.ts';
import { uuid } from '#sync/seal.ts';
import { countyName, firmId, sheetForm, visitForm } from '#tests/support/county.ts';
import { bigJpeg } from '#tests/support/picture.ts';
import { randomFrom } from '#tests/support/roster-fixtures.ts';
import { ask, deskOf, openHouse } from './open-house.ts';
import { announce, say } from './protocol.ts';

/**
 * An officer's working life until it is ended from outside: types, saves, exports.
 * `officer.ts <store> <stick> <seed> <firms>`
 */
const [dir = '', stick = '', seed = '1', firms = '12'] = process.argv.slice(2);
const random = randomFrom(Number(seed));
const below = (n: number): number => Math.floor(random() * n);
const anyFirm = (): string => firmId(1 + below(Number(firms)));

const house = await openHouse(dir);
say({ said: 'done', step: { kind: 'open' } });

const type = (key: string, body: string) =>
  announce({ kind: 'draft', key, body }, () =>
    ask(house, 'drafts.put', { kind: 'visit', key, body }),
  );

const saveVisit = (form: SaveVisit) =>
  announce({ kind: 'visit', form }, () => ask(house, 'visits.save', form));

/** A picture taken, kept and named as the screen does it. */
const photograph = async () => {
  const bytes = bigJpeg(below(250), 40 + below(100));
  const ticket = await house.shelf.keep('现场.jpg', [bytes]);
  const { sha256 } = (await ask(house, 'visits.addPhoto', { ticket })) as { sha256: string };
  return { id: uuid(), sha256, caption: null, takenAt: null };
};

let lastVisit: SaveVisit | undefined;

const acts = {
  visit: async () => {
    const form = visitForm(anyFirm(), `走访 ${uuid()}`);
    for (let typed = 1 + below(4); typed > 0; typed--)
      await type(`new-${form.enterpriseId}`, JSON.stringify({ ...form, content: `打字 ${typed}` }));
    lastVisit = { ...form, photos: random() < 0.5 ? [await photograph()] : [] };
    await saveVisit(lastVisit);
  },
  correct: async () => {
    if (!lastVisit) return;
    const [issue] = lastVisit.issues;
    lastVisit = {
      ...lastVisit,
      content: `更正 ${uuid()}`,
      participants: ['王科员', `${below(100)} 号同事`],
      issues: issue ? [issue] : [],
    };
    await type(lastVisit.id, JSON.stringify(lastVisit));
    await saveVisit(lastVisit);
  },
  sheet: async () => {
    const form = sheetForm(anyFirm(), `一企一策 ${uuid()}`);
    await announce({ kind: 'sheet', form }, () => ask(house, 'sheets.save', form));
  },
  enterprise: async () => {
    const number = 1 + below(Number(firms));
    const step = { kind: 'enterprise', id: firmId(number), note: `备注 ${uuid()}` } as const;
    const nothing = { formerNames: null, type: null, legalRep: null, foundedOn: null };
    const more = { capitalText: null, scope: null, township: null, address: null, status: null };
    const last = { contactName: null, contactPhone: null, tier: null, uscc: null };
    const form = { ...nothing, ...more, ...last, name: `澜溪县第${number}厂`, ...step };
    await announce(step, () => ask(house, 'enterprises.save', form));
  },
  exportInThread: async () => {
    const path = join(stick, `甲${below(2)}.qice`);
    await announce({ kind: 'export', path }, () =>
      deskOf(house).jobs.run('export', uuid(), { to: countyName, path }),
    );
  },
  exportHere: async () => {
    const path = join(stick, `乙${below(2)}.qice`);
    await announce({ kind: 'export', path }, () =>
      exportBundle(deskOf(house), { to: countyName, path }),
    );
  },
};

const often: readonly (keyof typeof acts)[] = [
  ...(['visit', 'visit', 'visit', 'correct', 'sheet', 'enterprise'] as const),
  ...(['exportInThread', 'exportHere', 'exportHere'] as const),
];

for (;;) await acts[often[below(often.length)] ?? 'visit']();
