import type { Store } from '#db/open.ts';
import {
  type BlockCounts,
  getBlock,
  getBlockNaming,
  listBlocks,
  packBody,
  putBlock,
  unpackBody,
} from '#db/queries/imports.ts';
import { write } from '#db/write.ts';
import type { ImportLines, ImportVerdict, LinesInput, QuestionKind } from '#shared/imports.ts';
import {
  countLine,
  keptCells,
  lineView,
  type MutableCounts,
  noCounts,
  type PlannedLine,
} from './import-lines.ts';
import {
  type BareLine,
  bareLines,
  type PackedLines,
  packLines,
  unpackLines,
} from './import-packing.ts';

/** The lines of a run: written 250 to a block, read back block by block. */

const blockLines = 250;
/** Blocks written in one transaction, packed until then: each commit waits for the disk. */
const blocksAtOnce = 128;

export type LineBook = {
  readonly add: (line: PlannedLine) => void;
  /** A line added before, by its row in the file. */
  readonly earlier: (row: number) => PlannedLine | undefined;
  readonly end: () => Tally;
};

export type Tally = {
  readonly counts: MutableCounts;
  readonly records: Record<string, { added: number; changed: number }>;
  readonly questions: Partial<Record<QuestionKind, number>>;
};

type Packed = { readonly block: number; readonly counts: BlockCounts; readonly body: Buffer };
type Unpacked = { readonly block: number; readonly lines: readonly PlannedLine[] };

const countsOf = (lines: readonly PlannedLine[]): BlockCounts => {
  const counts: Record<string, number> = {};
  for (const line of lines) {
    counts[line.verdict] = (counts[line.verdict] ?? 0) + 1;
    if (isKept(line)) counts.kept = (counts.kept ?? 0) + 1;
  }
  return counts;
};

const isKept = (line: PlannedLine): boolean =>
  line.verdict !== 'question' && line.verdict !== 'skipped' && keptCells(line) > 0;

const nothingPacked: PackedLines = { shapes: [], cells: [] };

const packedOf = (store: Store, runId: string, block: number): PackedLines =>
  (getBlock(store, runId, block) as PackedLines | undefined) ?? nothingPacked;

/** Lines of a block; none where there is no such block. */
export const linesOfBlock = (store: Store, runId: string, block: number): PlannedLine[] =>
  unpackLines(packedOf(store, runId, block));

/** Opens the book of a new run. Nothing of it travels. */
export const openBook = (store: Store, runId: string, person: string): LineBook => {
  const tally: Tally = { counts: noCounts(), records: {}, questions: {} };
  /** First row of every block, in order. */
  const firsts: number[] = [];
  const waiting: Packed[] = [];
  let current: PlannedLine[] = [];
  let unpacked: Unpacked | null = null;

  const flush = (): void => {
    if (waiting.length === 0) return;
    write(store, { actor: person, purpose: '导入预览' }, () => {
      for (const block of waiting) putBlock(store, runId, block);
    });
    waiting.length = 0;
  };
  const turn = (): void => {
    const [first] = current;
    if (!first) return;
    waiting.push({
      block: firsts.length,
      counts: countsOf(current),
      body: packBody(packLines(current)),
    });
    firsts.push(first.row);
    current = [];
    if (waiting.length >= blocksAtOnce) flush();
  };
  const among = (lines: readonly PlannedLine[], row: number): PlannedLine | undefined => {
    // Rows rise in a block.
    let [low, high] = [0, lines.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const line = lines[middle];
      if (line === undefined || line.row === row) return line;
      if (line.row < row) low = middle + 1;
      else high = middle - 1;
    }
    return undefined;
  };
  const blockAt = (row: number): number => firsts.findLastIndex((first) => first <= row);

  return {
    add: (line) => {
      current.push(line);
      countLine(tally.counts, tally.records, line);
      if (line.question) {
        const { kind } = line.question;
        tally.questions[kind] = (tally.questions[kind] ?? 0) + 1;
      }
      if (current.length >= blockLines) turn();
    },
    earlier: (row) => {
      const start = current[0]?.row;
      if (start !== undefined && row >= start) return among(current, row);
      const block = blockAt(row);
      if (unpacked?.block !== block) {
        const inHand = waiting.find((each) => each.block === block);
        const lines = inHand
          ? unpackLines(unpackBody(inHand.body) as PackedLines)
          : linesOfBlock(store, runId, block);
        unpacked = { block, lines };
      }
      return among(unpacked.lines, row);
    },
    end: () => {
      turn();
      flush();
      return tally;
    },
  };
};

/** Every line of a run in the order of the file, a block at a time; `reverse` from the last one. */
export function* blocksOf(
  store: Store,
  runId: string,
  reverse = false,
): Generator<readonly PlannedLine[]> {
  const blocks = listBlocks(store, runId);
  for (const { block } of reverse ? blocks.toReversed() : blocks) {
    const lines = linesOfBlock(store, runId, block);
    yield reverse ? lines.toReversed() : lines;
  }
}

/** The same, with their records as they lie there. */
export function* bareBlocksOf(store: Store, runId: string): Generator<readonly BareLine[]> {
  for (const { block } of listBlocks(store, runId))
    yield [...bareLines(packedOf(store, runId, block))];
}

/** The last line of a run that says something of a row, as `finds` looks at it. */
export const lastLineOf = (
  store: Store,
  runId: string,
  rowId: string,
  finds: (line: PlannedLine) => boolean,
): PlannedLine | undefined => {
  for (const { block } of listBlocks(store, runId).toReversed()) {
    const packed = getBlockNaming(store, runId, block, rowId) as PackedLines | undefined;
    const found = packed && unpackLines(packed).findLast(finds);
    if (found) return found;
  }
  return undefined;
};

const fits = (line: PlannedLine, wanted: LinesInput['verdict']): boolean =>
  wanted === 'all' ||
  (wanted === 'kept' ? isKept(line) : line.verdict === (wanted as ImportVerdict));

/** A page of a run's lines; blocks without a line of the asked kind are not unpacked. */
export const pageOfLines = (store: Store, input: LinesInput): ImportLines => {
  const blocks = listBlocks(store, input.id).map(({ block, counts }) => ({
    block,
    count:
      input.verdict === 'all'
        ? Object.entries(counts).reduce((sum, [k, n]) => sum + (k === 'kept' ? 0 : n), 0)
        : (counts[input.verdict] ?? 0),
  }));
  const found: PlannedLine[] = [];
  let before = 0;
  for (const { block, count } of blocks) {
    const from = Math.max(0, input.offset - before);
    if (count > from && found.length < input.limit) {
      const lines = linesOfBlock(store, input.id, block).filter((line) =>
        fits(line, input.verdict),
      );
      found.push(...lines.slice(from, from + input.limit - found.length));
    }
    before += count;
  }
  return { total: before, lines: found.map(lineView) };
};
