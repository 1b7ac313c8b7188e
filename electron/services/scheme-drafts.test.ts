import { afterAll, beforeAll, expect, test } from 'vitest';
import { countedFirms } from '#db/queries/counted-firms.ts';
import { blankItem, type ItemForm, type SchemeForm } from '#shared/scoring/scheme-form.ts';
import { demoCounty } from '#tests/support/demo-county.ts';
import { draftEdition, isIntact, publishEdition } from './editions.ts';
import { rowOf, rowsOf } from './own-rows.ts';
import { openScheme, saveScheme, tryScheme } from './scheme-drafts.ts';
import { readScheme } from './schemes.ts';
import { startRun } from './score-runs.ts';

const year = 2008;
let county: Awaited<ReturnType<typeof demoCounty>>;

beforeAll(async () => {
  county = await demoCounty(year);
});
afterAll(() => county?.close());

const ranking = (): string => {
  const scheme = rowsOf(county.desk, 'scheme').find(({ values }) => values.purpose === '培育排队');
  const [version] = rowsOf(county.desk, 'scheme_version', scheme?.id ?? '');
  if (!version) throw new Error('no ranking scheme');
  return version.id;
};

const uuid = (): string => county.desk.store.clock.uuid();
const edited = (form: SchemeForm, change: (item: ItemForm) => ItemForm): SchemeForm => ({
  ...form,
  items: form.items.map(change),
});
const draftOf = (title: string): string =>
  draftEdition(county.desk, 'scheme_version', ranking(), title);
const anyFirm = (): string => countedFirms(county.desk.store)[0]?.id ?? '';

test('what is opened and saved untouched is the same scheme, cell for cell', () => {
  for (const { id, values } of rowsOf(county.desk, 'scheme_version')) {
    const copy = draftEdition(county.desk, 'scheme_version', id, `${values.version} 抄本`);
    const { form } = openScheme(county.desk, copy);
    const before = rowsOf(county.desk, 'scheme_item', copy).map((row) => row.values);
    saveScheme(county.desk, copy, form);
    const after = rowsOf(county.desk, 'scheme_item', copy).map((row) => row.values);
    expect(after.map(({ position: _, ...rest }) => rest)).toEqual(
      before.map(({ position: _, ...rest }) => rest),
    );
    const [was, is] = [readScheme(county.desk, id), readScheme(county.desk, copy)];
    expect(is.scheme).toMatchObject({
      full: was.scheme.full,
      tieBreaks: was.scheme.tieBreaks,
      expertMean: was.scheme.expertMean,
    });
    expect(is.faults).toEqual([]);
  }
});

test('a draft is changed, tried on a firm, published and then stands; the version before gives what it gave', () => {
  const id = draftOf('试点版');
  const { form } = openScheme(county.desk, id);
  const first = form.items.find(({ kind }) => kind === '分档' || kind === '按比例');
  const firm = rowsOf(county.desk, 'honour')[0]?.parentId ?? '';
  const asked = { id, firmId: firm, year: year - 1, day: `${year}-05-05` };
  const same = tryScheme(county.desk, { ...asked, form });
  expect(same.total).toBe(same.before);
  expect(same.lines.every(({ points, before }) => points === before)).toBe(true);

  const bonus = blankItem(uuid(), 'bonus');
  const more: SchemeForm = {
    ...form,
    version: '加分版',
    full: '',
    items: [
      ...form.items.filter((item) => item.id !== first?.id),
      {
        ...bonus,
        title: '营业收入加分',
        kind: '分档',
        indicator: first?.indicator ?? '',
        lines: [{ id: 'a', indicator: '', from: '1亿元', points: '5' }],
        below: '1.5',
        cap: '4',
      },
    ],
  };
  const tried = tryScheme(county.desk, { ...asked, form: more });
  const line = tried.lines.find((one) => one.id === bonus.id);
  expect(line?.before).toBeNull();
  expect(line?.points).toBe(400);
  expect(line?.raw).toMatch(/万元$/);
  const gone = same.lines.find((one) => one.id === first?.id)?.points ?? 0;
  expect(gone).toBeGreaterThan(0);
  expect(tried.total).toBe((same.total ?? 0) - gone + (line?.points ?? 0));
  // Trying writes nothing.
  expect(openScheme(county.desk, id).form.version).toBe('试点版');

  const saved = saveScheme(county.desk, id, more);
  expect(saved.form.items.find(({ code }) => code === 'bonus')?.lines[0]).toMatchObject({
    from: '10,000',
    points: '5',
  });
  expect(rowsOf(county.desk, 'scheme_item', id)).toHaveLength(more.items.length);
  publishEdition(county.desk, 'scheme_version', id);
  expect(() => saveScheme(county.desk, id, saved.form)).toThrow('已经定稿');
  expect(isIntact(county.desk, 'scheme_version', rowOf(county.desk, 'scheme_version', id))).toBe(
    true,
  );
  const run = startRun(county.desk, {
    title: '试点',
    versionId: id,
    year: year - 1,
    dataDate: `${year}-05-05`,
    scope: { ids: [firm] },
    panelId: null,
    awardId: null,
    againId: null,
  });
  const [result] = rowsOf(county.desk, 'score_result', run.id);
  expect(result?.values.total).toBe(tried.total);
});

test('a row taken out may come back under its code, and a code given up may be taken by another', () => {
  const id = draftOf('来回版');
  const { form } = openScheme(county.desk, id);
  const [one] = form.items.filter(({ kind }) => kind !== '分组');
  if (!one) throw new Error('no item');
  const without = { ...form, full: '', items: form.items.filter((item) => item.id !== one.id) };
  saveScheme(county.desk, id, without);
  const back = saveScheme(county.desk, id, {
    ...without,
    items: [...without.items, { ...one, id: uuid(), title: '回来了' }],
  });
  const titleOf = (of: SchemeForm, code: string): string | undefined =>
    of.items.find((item) => item.code === code)?.title;
  expect(titleOf(back.form, one.code)).toBe('回来了');
  expect(rowsOf(county.desk, 'scheme_item', id)).toHaveLength(form.items.length);
  const renamed = edited(back.form, (item) =>
    item.code === one.code ? { ...item, code: 'renamed' } : item,
  );
  const both = saveScheme(county.desk, id, {
    ...renamed,
    items: [...renamed.items, { ...one, id: uuid(), title: '新来的' }],
  });
  expect([titleOf(both.form, 'renamed'), titleOf(both.form, one.code)]).toEqual([
    '回来了',
    '新来的',
  ]);
});

test('a group keeps its rows when its code is changed', () => {
  const id = draftOf('改码版');
  const { form } = openScheme(county.desk, id);
  const group = form.items.find(({ kind }) => kind === '分组');
  if (!group) throw new Error('no group');
  const inside = (of: SchemeForm, code: string): number => {
    const own = of.items.find((item) => item.code === code);
    return of.items.filter(({ groupId }) => groupId === own?.id).length;
  };
  const saved = saveScheme(
    county.desk,
    id,
    edited(form, (item) => (item.id === group.id ? { ...item, code: 'other' } : item)),
  );
  expect(inside(saved.form, 'other')).toBe(inside(form, group.code));
  expect(inside(form, group.code)).toBeGreaterThan(0);
  expect(readScheme(county.desk, id).faults).toEqual([]);
});

test('what cannot be read is refused in words and nothing is written; what only bars publishing is kept', () => {
  const id = draftOf('错漏版');
  const { form } = openScheme(county.desk, id);
  const [one, two] = form.items.filter(({ kind }) => kind !== '分组');
  const bad = edited(form, (item) => {
    if (item.id === one?.id) return { ...item, cap: '二十', title: ' ' };
    return item.id === two?.id ? { ...item, code: one?.code ?? '' } : item;
  });
  for (const said of ['最高分应为数字', '还没有名称', '重复'])
    expect(() => saveScheme(county.desk, id, bad)).toThrow(said);
  expect(openScheme(county.desk, id).form).toEqual(form);
  expect(() => saveScheme(county.desk, id, { ...form, version: '加分版' })).toThrow('已有名为');
  const short = saveScheme(county.desk, id, { ...form, full: '7' });
  expect(short.form.full).toBe('7');
  expect(() => publishEdition(county.desk, 'scheme_version', id)).toThrow('不一致');
  const round = edited(form, (item) =>
    item.kind === '分组' ? { ...item, groupId: item.id } : item,
  );
  const trial = tryScheme(county.desk, {
    id,
    form: round,
    firmId: anyFirm(),
    year: year - 1,
    day: `${year}-05-05`,
  });
  expect(trial.total).toBeNull();
});
