import { type ReadFile, readFirmFiles } from '#db/queries/firm-files.ts';
import { write } from '#db/write.ts';
import { Refusal } from '#shared/errors.ts';
import type { LedgerValues } from '#shared/registers/ledger.ts';
import type {
  EnterFigures,
  EntryItem,
  EntrySheet,
  HandLine,
  HandState,
} from '#shared/scoring/hand-work.ts';
import { indicatorNamed } from '#shared/scoring/indicators/index.ts';
import type { Raw } from '#shared/scoring/item-points.ts';
import { showPoints } from '#shared/scoring/points.ts';
import { type FrozenLine, unpackFirm } from '#shared/scoring/run.ts';
import type { SchemeItem } from '#shared/scoring/scheme.ts';
import type { Desk } from './desk.ts';
import { thawScheme } from './frozen-runs.ts';
import { newRowId } from './ledger-keys.ts';
import { requireLedger } from './ledgers.ts';
import { insertOwn, numberOf, rowOf, rowsOf, textOf, updateOwn } from './own-rows.ts';
import { asksYesOrNo, rawOfEntry } from './score-firms.ts';

/** What people entered or changed by hand for the firms of a run, beside what the run has frozen. */

type Bench = Pick<Desk, 'store' | 'self'>;
type StoreOf = Pick<Desk, 'store'>;

const cells = new Map([
  ['score_entry', ['schemeId', 'itemCode', 'year', 'value', 'evidence']],
  ['score_adjustment', ['schemeId', 'itemCode', 'year', 'points', 'reason', 'decidedBy']],
]);

type Firm = {
  readonly id: string;
  readonly name: string;
  readonly lines: ReadonlyMap<string, FrozenLine>;
  /** Null where its file is gone, or kept under another one since. */
  readonly file: ReadFile | null;
};

type Ground = {
  readonly schemeId: string;
  readonly year: number;
  readonly items: ReadonlyMap<string, SchemeItem>;
  readonly firms: readonly Firm[];
};

/** @throws Refusal `record.missing`, `run.damaged` */
const groundOf = (desk: StoreOf, runId: string): Ground => {
  const run = rowOf(desk, 'score_run', runId);
  const version = rowOf(desk, 'scheme_version', textOf(run.values, 'schemeVersionId') ?? '');
  const scheme = thawScheme(textOf(run.values, 'scheme'));
  const results = rowsOf(desk, 'score_result', runId);
  const ids = results.map(({ values }) => String(values.firmId));
  const files = new Map(readFirmFiles(desk.store, { ids }, cells).map((file) => [file.id, file]));
  return {
    schemeId: version.parentId ?? '',
    year: numberOf(run.values, 'year') ?? 0,
    items: new Map(scheme.items.map((item) => [item.code, item])),
    firms: results.map(({ values }) => ({
      id: String(values.firmId),
      name: textOf(values, 'firmName') ?? '',
      lines: new Map(
        (unpackFirm(textOf(values, 'lines'))?.lines ?? []).map((line) => [line.code, line]),
      ),
      file: files.get(String(values.firmId)) ?? null,
    })),
  };
};

type HandRow = { readonly id: string; readonly values: LedgerValues };

/** Rows of a firm that speak of the run's scheme and year. */
const rowsFor = (
  { schemeId, year, items }: Ground,
  { file }: Firm,
  ledger: 'score_entry' | 'score_adjustment',
): readonly HandRow[] =>
  (file?.rows(ledger) ?? []).filter(
    ({ values }) =>
      values.schemeId === schemeId &&
      values.year === year &&
      items.has(String(values.itemCode)) &&
      (ledger === 'score_adjustment' || values.value !== null),
  );

const same = (a: Raw, b: Raw): boolean => JSON.stringify(a) === JSON.stringify(b);

const entriesOf = (ground: Ground, firm: Firm): HandLine[] => {
  const rows = rowsFor(ground, firm, 'score_entry');
  const line = (
    code: string,
    state: HandState,
    rest: Pick<HandLine, 'id' | 'said' | 'why'>,
  ): HandLine => ({
    kind: '填报',
    firmId: firm.id,
    firmName: firm.name,
    code,
    title: ground.items.get(code)?.title ?? code,
    by: '',
    state,
    ...rest,
  });
  // Files kept as one may hold an item twice; the first counts, as in scoring.
  const firsts = [...Map.groupBy(rows, ({ values }) => values.itemCode).values()];
  const standing = firsts.flatMap(([row]) => {
    if (!row) return [];
    const { id, values } = row;
    const code = String(values.itemCode);
    const item = ground.items.get(code);
    if (!item) return [];
    const said = String(values.value);
    const frozen = firm.lines.get(code);
    const isCounted =
      frozen?.refs.some((ref) => ref.id === id) === true &&
      same(rawOfEntry(item, said) ?? {}, frozen.raw);
    const why = textOf(values, 'evidence') ?? '';
    return [line(code, isCounted ? 'counted' : 'waiting', { id, said, why })];
  });
  const here = new Set(rows.map(({ id }) => id));
  const gone = [...firm.lines.values()].filter(({ refs }) =>
    refs.some(({ ledger, id }) => ledger === 'score_entry' && !here.has(id)),
  );
  return [
    ...standing,
    ...gone.map(({ code }) => line(code, 'withdrawn', { id: null, said: '', why: '' })),
  ];
};

const changesOf = (ground: Ground, firm: Firm): HandLine[] => {
  const left = new Map(
    [...firm.lines].map(([code, { adjustments }]) => [
      code,
      adjustments.map((one) => JSON.stringify([one.points, one.reason, one.by])),
    ]),
  );
  const line = (
    code: string,
    id: string | null,
    state: HandState,
    [points, why, by]: readonly [number, string, string],
  ): HandLine => ({
    kind: '调整',
    id,
    firmId: firm.id,
    firmName: firm.name,
    code,
    title: ground.items.get(code)?.title ?? code,
    said: `${points > 0 ? '+' : ''}${showPoints(points)}`,
    why,
    by,
    state,
  });
  const standing = rowsFor(ground, firm, 'score_adjustment').map(({ id, values }) => {
    const code = String(values.itemCode);
    const what = [
      numberOf(values, 'points') ?? 0,
      textOf(values, 'reason') ?? '',
      textOf(values, 'decidedBy') ?? '',
    ] as const;
    const frozen = left.get(code) ?? [];
    const at = frozen.indexOf(JSON.stringify(what));
    if (at >= 0) frozen.splice(at, 1);
    return line(code, id, at >= 0 ? 'counted' : 'waiting', what);
  });
  const gone = [...left].flatMap(([code, adjustments]) =>
    adjustments.map((text) =>
      line(code, null, 'withdrawn', JSON.parse(text) as [number, string, string]),
    ),
  );
  return [...standing, ...gone];
};

/**
 * Entries and changes by hand for the firms of a run, and whether the run counts them.
 *
 * @throws Refusal `record.missing`, `run.damaged`
 */
export const handWork = (desk: StoreOf, runId: string): HandLine[] => {
  const ground = groundOf(desk, runId);
  const lines = ground.firms.flatMap((firm) => [
    ...entriesOf(ground, firm),
    ...changesOf(ground, firm),
  ]);
  // What the run does not count yet stands on top.
  return lines.toSorted(
    (a, b) =>
      Number(a.state === 'counted') - Number(b.state === 'counted') ||
      a.firmName.localeCompare(b.firmName, 'zh-CN'),
  );
};

const isEntered = ({ kind }: SchemeItem): boolean => kind !== '分组' && kind !== '专家评分';

const entryItem = (item: SchemeItem): EntryItem => {
  const { rule } = item;
  const vocabulary = rule.kind === '选项' ? rule.options.map(({ word }) => word) : [];
  const words = rule.kind === '选项' ? (rule.several === 'sum' ? 'words' : 'word') : 'figure';
  return {
    code: item.code,
    title: item.title,
    as: asksYesOrNo(item) ? 'flag' : words,
    unit: indicatorNamed(item.indicator ?? '')?.unit ?? '',
    vocabulary,
  };
};

const isMissing = ({ figures, words }: Raw): boolean =>
  (words ?? []).length === 0 && (figures ?? []).every((figure) => figure === null);

/** Firms of a run by the items people may enter. @throws Refusal `record.missing`, `run.damaged` */
export const entrySheet = (desk: StoreOf, runId: string): EntrySheet => {
  const ground = groundOf(desk, runId);
  const items = [...ground.items.values()].filter(isEntered);
  return {
    year: ground.year,
    items: items.map(entryItem),
    firms: ground.firms
      .filter(({ file }) => file !== null)
      .map((firm) => ({
        id: firm.id,
        name: firm.name,
        entered: Object.fromEntries(
          rowsFor(ground, firm, 'score_entry').map(({ values }) => [
            String(values.itemCode),
            String(values.value),
          ]),
        ),
        missing: items
          .filter(({ code }) => isMissing(firm.lines.get(code)?.raw ?? {}))
          .map(({ code }) => code),
      })),
  };
};

/**
 * Writes entries for firms of a run; null takes one back. The run stands: they count when it is repeated.
 *
 * @throws Refusal `record.missing`, `run.damaged`, `record.invalid` for a firm or an item that is not its own,
 *   or what cannot be read as the item asks
 */
export const enterFigures = (desk: Bench, { runId, entries }: EnterFigures): void => {
  const ground = groundOf(desk, runId);
  const firms = new Map(ground.firms.map((firm) => [firm.id, firm]));
  const ready = entries.map(({ firmId, code, value }) => {
    const firm = firms.get(firmId);
    const item = ground.items.get(code);
    if (!firm?.file || !item || !isEntered(item))
      throw Refusal.of('record.invalid', { problems: ['这家企业或这个项目不在本次评分之内'] });
    if (value !== null && rawOfEntry(item, value) === null)
      throw Refusal.of('record.invalid', { problems: [`${item.title}：“${value}”不是数字`] });
    const row = rowsFor(ground, firm, 'score_entry').find(({ values }) => values.itemCode === code);
    return { firmId, code, value, row };
  });
  const ledger = requireLedger('score_entry');
  write(desk.store, { actor: desk.self.person, purpose: '评分填报' }, (door) => {
    for (const { firmId, code, value, row } of ready) {
      if (row) updateOwn(door, 'score_entry', row.id, value === null ? { deleted: 1 } : { value });
      else if (value !== null) {
        const values = {
          schemeId: ground.schemeId,
          itemCode: code,
          year: ground.year,
          value,
        };
        const id = newRowId(desk, ledger, firmId, values);
        insertOwn(desk, door, 'score_entry', { id, parentId: firmId, values });
      }
    }
  });
};
