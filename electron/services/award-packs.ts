import { readFileSync, statSync } from 'node:fs';
import type { LedgerRecord } from '#db/queries/ledgers.ts';
import { type Door, write } from '#db/write.ts';
import {
  type AwardPack,
  awardPack,
  type PackChange,
  type PackLoaded,
  type PackPreview,
  type PackRef,
  type PackRow,
  packContent,
} from '#shared/award-pack.ts';
import shipped from '#shared/data/award-pack.json' with { type: 'json' };
import { Refusal } from '#shared/errors.ts';
import type { LedgerValue, LedgerValues } from '#shared/registers/ledger.ts';
import { fieldNamed } from '#shared/registers/ledger.ts';
import { columnLabel, naturalKey, rowProblems, rowTitle } from '#shared/registers/rows.ts';
import { showValue } from '#shared/registers/values.ts';
import { problemsOf } from '#shared/words.ts';
import type { Desk } from './desk.ts';
import { type EditionLedger, editionLedgers, publishInside } from './editions.ts';
import { newRowId } from './ledger-keys.ts';
import { requireLedger } from './ledgers.ts';
import { insertOwn, rowsOf, updateOwn } from './own-rows.ts';

/**
 * Packs of the award catalogue: looked at, then taken in. New editions are published as they come;
 * those that were published before are never changed, only told of.
 */

type Bench = Pick<Desk, 'store' | 'self'>;

/** Larger than any catalogue; a pack is read into memory. */
const maxPackBytes = 16_000_000;

/** @throws Refusal `pack.unreadable` */
const parsePack = (data: unknown): AwardPack => {
  const parsed = awardPack.safeParse(data);
  if (parsed.success) return parsed.data;
  throw Refusal.of('pack.unreadable', { why: problemsOf(parsed.error).slice(0, 5) });
};

/** @throws Refusal `pack.unreadable` */
export const readPackFile = (path: string): AwardPack => {
  if (statSync(path).size > maxPackBytes)
    throw Refusal.of('pack.unreadable', { why: ['文件过大'] });
  let data: unknown;
  try {
    data = JSON.parse(readFileSync(path, 'utf8').replace(/^\ufeff/, ''));
  } catch {
    throw Refusal.of('pack.unreadable', { why: ['不是目录包文件'] });
  }
  return parsePack(data);
};

/** The catalogue that comes with the program. */
export const shippedPack = (): AwardPack => parsePack(shipped);

type Planned = {
  readonly row: PackRow;
  readonly id: string;
  readonly parentId: string | null;
  readonly values: LedgerValues;
  readonly old: LedgerRecord | undefined;
  /** Keys whose value differs from what is held. */
  readonly differs: readonly string[];
  readonly does: PackChange['does'] | 'same';
};

type Plan = {
  readonly pack: AwardPack;
  readonly planned: readonly Planned[];
  readonly problems: readonly string[];
};

const isEdition = (ledger: string): ledger is EditionLedger => ledger in editionLedgers;

/** Rows of the pack beside those of the store: the same thing is found by what makes it the same. */
const planPack = (desk: Pick<Desk, 'store'>, pack: AwardPack): Plan => {
  const content = packContent(pack);
  const problems = [...content.problems];
  const held = new Map<string, Map<string, LedgerRecord>>();
  const heldOf = (name: PackRow['ledger'], parentId: string | null): Map<string, LedgerRecord> => {
    const place = `${name} ${parentId ?? ''}`;
    const known = held.get(place);
    if (known) return known;
    const ledger = requireLedger(name);
    const rows = parentId === null ? rowsOf(desk, name) : rowsOf(desk, name, parentId);
    const made = new Map(
      rows.map((row) => [naturalKey(ledger, parentId, row.values) ?? row.id, row] as const),
    );
    held.set(place, made);
    return made;
  };
  const placeOf = (name: PackRow['ledger'], parentId: string | null, values: LedgerValues) => {
    const ledger = requireLedger(name);
    const old = heldOf(name, parentId).get(naturalKey(ledger, parentId, values) ?? '');
    return { old, id: old?.id ?? newRowId(desk, ledger, parentId, values) };
  };
  const known = new Set(
    content.rows.flatMap(({ ledger, values, children }) => [
      `${ledger} ${values.code}`,
      ...children
        .filter((child) => child.ledger === 'scheme_version')
        .map((child) => `scheme_version ${values.code} ${child.values.version}`),
    ]),
  );
  const idOfRef = (ref: PackRef): string | null => {
    if (ref.ledger === 'award') {
      const { old, id } = placeOf('award', null, { code: ref.code });
      return old || known.has(`award ${ref.code}`) ? id : null;
    }
    const scheme = placeOf('scheme', null, { code: ref.code });
    const { old, id } = placeOf('scheme_version', scheme.id, { version: ref.version });
    return old || known.has(`scheme_version ${ref.code} ${ref.version}`) ? id : null;
  };
  const placed = new Set<string>();
  const plan = (row: PackRow, parentId: string | null, fixed: boolean): Planned[] => {
    const ledger = requireLedger(row.ledger);
    const refs = Object.entries(row.refs).map(([key, ref]): [string, LedgerValue] => {
      const id = idOfRef(ref);
      if (id === null) {
        const word = ref.ledger === 'award' ? ref.code : `${ref.code}/${ref.version}`;
        problems.push(`${rowTitle(ledger, row.values)}：${word} 不在目录包里，本机也没有`);
      }
      return [key, id];
    });
    const values: LedgerValues = { ...row.values, ...Object.fromEntries(refs) };
    const { old, id } = placeOf(row.ledger, parentId, values);
    if (placed.has(id))
      problems.push(`${ledger.label} ${rowTitle(ledger, values)}：目录包里写了两次`);
    placed.add(id);
    for (const { severity, message } of rowProblems(ledger, { ...old?.values, ...values }))
      if (severity === 'error') problems.push(`${rowTitle(ledger, values)}：${message}`);
    const differs = Object.keys(values).filter(
      (key) => (values[key] ?? null) !== (old?.values[key] ?? null),
    );
    // A pack that only has a new name or number says nothing new of an award.
    const tells = differs.filter((key) => !['pack', 'packVersion'].includes(key));
    const state = old?.values.state ?? null;
    const stands = fixed || (isEdition(row.ledger) && state !== null && state !== '草稿');
    const does = tells.length === 0 ? 'same' : stands ? 'fixed' : old ? 'change' : 'add';
    const own: Planned = { row, id, parentId, values, old, differs: tells, does };
    return [own, ...row.children.flatMap((child) => plan(child, id, stands))];
  };
  return { pack, planned: content.rows.flatMap((row) => plan(row, null, false)), problems };
};

const shown = (ledgerName: PackRow['ledger'], key: string, value: LedgerValue): string => {
  const field = fieldNamed(requireLedger(ledgerName), key);
  if (!field || value === null) return '';
  return field.kind === 'reference' ? '（另一条记录）' : showValue(field, value);
};

const changeOf = ({ row, values, old, differs, does }: Planned): PackChange[] => {
  if (does === 'same') return [];
  const ledger = requireLedger(row.ledger);
  return [
    {
      ledger: row.ledger,
      what: ledger.label,
      title: rowTitle(ledger, values),
      does,
      cells: differs.map((key) => ({
        label: columnLabel(ledger, key),
        before: shown(row.ledger, key, old?.values[key] ?? null),
        after: shown(row.ledger, key, values[key] ?? null),
      })),
    },
  ];
};

/** What taking a pack in would do; nothing is written. */
export const previewPack = (desk: Pick<Desk, 'store'>, pack: AwardPack): PackPreview => {
  const { planned, problems } = planPack(desk, pack);
  return {
    name: pack.name,
    version: pack.version,
    note: pack.note ?? null,
    awards: pack.awards.length,
    schemes: pack.schemes.length,
    steps: pack.steps.length,
    problems,
    changes: planned.flatMap(changeOf),
    same: planned.filter(({ does }) => does === 'same').length,
  };
};

const put = (desk: Bench, door: Door, planned: Planned): void => {
  const { row, id, parentId, values, does } = planned;
  if (does === 'add') {
    const whole = isEdition(row.ledger) ? { ...values, state: '草稿' } : values;
    insertOwn(desk, door, row.ledger, { id, parentId, values: whole });
  } else if (does === 'change') updateOwn(door, row.ledger, id, values);
};

/**
 * Takes a pack in, in one transaction. New editions and versions are published once their rows are
 * there; what stands already is left as it is.
 *
 * @throws Refusal `pack.unreadable` where the pack says what cannot be held
 */
export const loadPack = (desk: Bench, pack: AwardPack): PackLoaded => {
  const { planned, problems } = planPack(desk, pack);
  if (problems.length > 0) throw Refusal.of('pack.unreadable', { why: problems.slice(0, 5) });
  const purpose = `装入目录包 ${pack.name} ${pack.version}`;
  write(desk.store, { actor: desk.self.person, purpose }, (door) => {
    for (const one of planned) put(desk, door, one);
    for (const { row, id, does } of planned)
      if (does === 'add' && isEdition(row.ledger)) publishInside(desk, door, row.ledger, id, null);
  });
  const count = (what: Planned['does']): number =>
    planned.filter(({ does }) => does === what).length;
  return { added: count('add'), changed: count('change'), fixed: count('fixed') };
};
