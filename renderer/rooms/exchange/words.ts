import { type CardView, type ReceiptView, type Role, roleLabels } from '#shared/exchange.ts';

/** Sentences of the exchange room, put together from figures. */

type TableCount = { readonly label: string; readonly changes: number };

/** 「企业 3 条、走访 12 条」 */
export const countsInWords = (counts: readonly TableCount[]): string =>
  counts.map(({ label, changes }) => `${label} ${changes} 条`).join('、');

/** 「龙游县局 李四（县局办公室）」 */
export const partyInWords = (party: CardView): string =>
  `${party.officeName} ${party.person}（${roleLabels[party.role]}）`.replace(/\s+（/, '（');

const toleratedSkew = 5;

/** Says how far the sender's clock is off; null where it is near enough. */
export const skewInWords = (minutes: number): string | null => {
  const off = Math.abs(minutes);
  // A bundle is read after it was made: being "behind" is mostly the way it travelled.
  if (minutes < toleratedSkew) return null;
  const amount =
    off < 120
      ? `${off} 分钟`
      : off < 2880
        ? `${Math.round(off / 60)} 小时`
        : `${Math.round(off / 1440)} 天`;
  return `对方电脑的时钟比本机快约 ${amount}。不影响并入，先后次序不看时钟；请提醒对方校准。`;
};

const rank: Record<Role, number> = { officer: 0, county: 1, city: 2 };

/** The peer a bundle most likely goes to: the nearest office above, else the first. */
export const likelyPeer = <P extends CardView>(role: Role, peers: readonly P[]): P | undefined =>
  peers
    .filter((peer) => rank[peer.role] > rank[role])
    .toSorted((a, b) => rank[a.role] - rank[b.role])[0] ?? peers[0];

/**
 * Why there is nothing to bring. Downwards a bundle without changes still has its use: it carries the
 * receipts of the offices above.
 */
export const nothingNewInWords = (role: Role, to: CardView): string =>
  role === 'county' && to.role === 'officer'
    ? `没有新改动要给${to.officeName}。制作数据包可以把本机收到的上级回执带给对方，对方读入后就知道上级并入到哪里。`
    : `没有新内容：${to.officeName}已确认收到本机的全部改动。`;

/** What a receipt says, one sentence a line. */
export const receiptInWords = (receipt: ReceiptView): string[] => [
  ...receipt.bundles.map(
    (bundle) =>
      `第 ${bundle.number} 号数据包：并入 ${bundle.applied} 条，原已有 ${bundle.alreadyHad} 条，冲突 ${bundle.conflicts} 处，隔离 ${bundle.quarantined} 条。`,
  ),
  receipt.mediaMissing === 0
    ? `照片收到 ${receipt.mediaHeld} 张，没有缺的。`
    : `照片收到 ${receipt.mediaHeld} 张，还缺 ${receipt.mediaMissing} 张，下一个数据包会再带上。`,
  ...receipt.upper.map(
    (upper) => `${upper.officeName}（${roleLabels[upper.role]}）也已收到其中的内容。`,
  ),
];

type Merged = {
  readonly applied: number;
  readonly alreadyHad: number;
  readonly conflicts: number;
  readonly quarantined: number;
  readonly media: number;
};

/** What merging did. */
export const mergeInWords = (result: Merged): string => {
  const parts = [`新并入 ${result.applied} 条改动`, `照片 ${result.media} 张`];
  if (result.alreadyHad > 0) parts.push(`${result.alreadyHad} 条原已有，没有重复`);
  if (result.conflicts > 0) parts.push(`${result.conflicts} 处两边都改过，两个值都保留着`);
  if (result.quarantined > 0) parts.push(`${result.quarantined} 条本程序不认识，已隔离保存`);
  return `${parts.join('；')}。`;
};

/** A bundle that has to wait, and for what. */
export const parkedInWords = ({ missing }: { readonly missing: readonly string[] }): string[] => [
  '还没有并入：前面的内容还没到。数据包已原样存在本机，缺的到了会自动并入。',
  ...missing.map((line) => `${line}。`),
];

/** What waited here and came in together with a bundle. */
export const unparkedInWords = ({
  unparked,
}: {
  readonly unparked: readonly { from: string; number: number; applied: number }[];
}): string[] =>
  unparked.map(
    ({ from, number, applied }) =>
      `先前寄存的 ${from} 第 ${number} 号数据包也已并入：${applied} 条改动。`,
  );
