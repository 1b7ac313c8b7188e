import type { Chance } from '#shared/chance.ts';
import { makeCreditCode } from '#shared/credit-code.ts';
import { deriveId } from '#sync/seal.ts';

/**
 * The firms of the fictional county 澜溪县 (339921, a code no county has): numbered from 1, each with
 * its place, trade and rank. The numbers decide who is who; chance decides only what does not matter.
 */

export const division = '339921';
export const firmCount = 1_006;
/** 领军, 骨干, 成长: firms up to this number; the rest are 储备. */
export const tierEnds = { 领军: 21, 骨干: 108, 成长: 408 } as const;
/** Above designated size: firms up to this number. */
export const aboveScaleEnd = 132;

export type DemoTier = '领军' | '骨干' | '成长' | '储备';
export const tierOf = (n: number): DemoTier => {
  if (n <= tierEnds.领军) return '领军';
  if (n <= tierEnds.骨干) return '骨干';
  return n <= tierEnds.成长 ? '成长' : '储备';
};

export const townships = [
  ...['澜滨街道', '东屏街道', '湖口镇', '南岭镇', '石桥镇', '竹源镇', '塔前镇', '岩头镇'],
  ...['罗坑乡', '庙山乡', '云岗乡', '社源乡', '大坪乡', '沐溪乡', '环山乡'],
] as const;

/** Block industries and how many firms each has; null for other trades. */
const blockSizes = [
  ['造纸', 118],
  ['建材', 152],
  ['纺织', 204],
  ['电子', 96],
  ['机械五金', 238],
  ['笋竹制品', 126],
  [null, 72],
] as const;
export type Block = (typeof blockSizes)[number][0];

type Trade = {
  readonly industry: string;
  readonly word: string;
  readonly products: readonly string[];
};

const trades: Readonly<Record<Exclude<Block, null>, Trade>> = {
  造纸: {
    industry: 'C2221',
    word: '纸业',
    products: ['特种装饰原纸', '热敏原纸', '食品包装纸', '电解电容器纸', '瓦楞原纸', '生活用纸'],
  },
  建材: {
    industry: 'C3021',
    word: '建材',
    products: ['通用硅酸盐水泥', '预应力混凝土管桩', '加气混凝土砌块', '陶瓷墙地砖', '中空玻璃'],
  },
  纺织: {
    industry: 'C1751',
    word: '纺织',
    products: ['化纤坯布', '针织面料', '精梳棉纱', '装饰织物', '无纺布'],
  },
  电子: {
    industry: 'C3982',
    word: '电子',
    products: ['印制电路板', '片式电容器', '电子变压器', '连接线束', '液晶显示模块'],
  },
  机械五金: {
    industry: 'C3441',
    word: '机械',
    products: ['工业水泵', '空气压缩机', '减速电机', '不锈钢阀门', '钢丝绳', '冲压件', '手动工具'],
  },
  笋竹制品: {
    industry: 'C2041',
    word: '竹业',
    products: ['竹地板', '竹家具', '水煮笋', '竹胶合板', '竹炭'],
  },
};

const otherTrades: readonly Trade[] = [
  { industry: 'C1351', word: '食品', products: ['火腿', '腊肠', '糕点'] },
  { industry: 'A0162', word: '茶业', products: ['绿茶', '红茶'] },
  { industry: 'C2311', word: '包装', products: ['瓦楞纸箱', '塑料软包装'] },
  { industry: 'C2659', word: '化工', products: ['水性涂料', '胶粘剂'] },
];

/** Firms whose trade is told by what they apply for. */
const knownTrades: Readonly<Record<number, Trade>> = {
  3: { industry: 'C2624', word: '化肥', products: ['高浓度复合肥'] },
  4: { industry: 'C1391', word: '淀粉', products: ['玉米淀粉'] },
  5: { industry: 'C1513', word: '啤酒', products: ['瓶装熟啤酒'] },
};

/** Numbers by block that the pipeline and the honours need; everybody else is filled up. */
const knownBlocks: readonly (readonly [Block, readonly number[]])[] = [
  ['造纸', [6, 7, 8, 9, 10, 11, 41]],
  ['建材', [12, 22, 23, 24, 14, 42, 43]],
  ['纺织', [25, 26, 27, 28, 29, 13, 44, 45]],
  ['电子', [30, 31, 32, 2]],
  ['机械五金', [33, 34, 35, 36, 37, 1, 46, 47]],
  ['笋竹制品', [38, 39, 48]],
  [null, [40, 3, 4, 5, 15, 16, 17, 18, 19, 20, 21, 49, 50]],
];

/** Firms that apply for the provincial brand: those that pass the first review, and those that do not. */
export const passing = [6, 7, 8, 9, 10, 11, 12, ...Array.from({ length: 19 }, (_, i) => 22 + i)];
export const failing = [41, 42, 43, 44, 45, 46, 47, 48];
const townshipsOfPassing = [5, 4, 3, 3, 3, 2, 2, 1, 1, 1, 1, 0, 0, 0, 0];
const townshipsOfAll = [6, 5, 4, 4, 3, 3, 2, 2, 1, 1, 1, 1, 1, 0, 0];

const spread = (counts: readonly number[]): number[] =>
  counts.flatMap((count, at) => Array<number>(count).fill(at));

const knownTownships = (): ReadonlyMap<number, number> => {
  const rest = townshipsOfAll.map((all, at) => all - (townshipsOfPassing[at] ?? 0));
  return new Map([
    ...spread(townshipsOfPassing).map((at, i) => [passing[i] ?? 0, at] as const),
    ...spread(rest).map((at, i) => [failing[i] ?? 0, at] as const),
  ]);
};

/** The organisation code's first eight characters of firm n; `MA9` and five digits. */
export const creditCodeOf = (n: number): string =>
  makeCreditCode(division, `MA9${String(n).padStart(5, '0')}`);

export type DemoFirm = {
  readonly n: number;
  /** As every laptop derives it from the credit code. */
  readonly id: string;
  readonly uscc: string;
  readonly name: string;
  readonly township: string;
  readonly block: Block;
  readonly industry: string;
  readonly tier: DemoTier;
  /** What it mainly makes. */
  readonly product: string;
  readonly aboveScale: boolean;
};

const blocksByNumber = (chance: Chance): ReadonlyMap<number, Block> => {
  const known = new Map(knownBlocks.flatMap(([block, all]) => all.map((n) => [n, block] as const)));
  const open = blockSizes.flatMap(([block, size]) => {
    const taken = knownBlocks.find(([of]) => of === block)?.[1].length ?? 0;
    return Array<Block>(size - taken).fill(block);
  });
  const left = chance.shuffled(open);
  for (let n = 1; n <= firmCount; n += 1) if (!known.has(n)) known.set(n, left.pop() ?? null);
  return known;
};

const first = [...'恒瑞嘉泽宏顺博远凯盛金华兴泰永信德昌'];
const second = [...'辰达禾邦景润曜川翔峰源通丰隆和胜越海'];

export const makeFirms = (chance: Chance): DemoFirm[] => {
  const blocks = blocksByNumber(chance);
  const places = knownTownships();
  const used = new Set<string>();
  return Array.from({ length: firmCount }, (_, at): DemoFirm => {
    const n = at + 1;
    const block = blocks.get(n) ?? null;
    const trade = knownTrades[n] ?? (block === null ? chance.pick(otherTrades) : trades[block]);
    let name = '';
    do name = `澜溪县${chance.pick(first)}${chance.pick(second)}${trade.word}有限公司`;
    while (used.has(name));
    used.add(name);
    const uscc = creditCodeOf(n);
    const place = places.get(n) ?? Math.floor(chance.next() ** 1.6 * townships.length);
    return {
      n,
      id: deriveId('enterprise', uscc),
      uscc,
      name,
      township: townships[place] ?? townships[0],
      block,
      industry: trade.industry,
      tier: tierOf(n),
      product: chance.pick(trade.products),
      aboveScale: n <= aboveScaleEnd,
    };
  });
};
