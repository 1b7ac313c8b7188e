import type { Store } from '#db/open.ts';
import { numbersMissing } from '#db/queries/parked.ts';
import { getOffice } from '#db/queries/peers.ts';
import { originDevices } from '#db/queries/segments.ts';
import type { Manifest } from '#sync/manifest.ts';
import type { Gap } from '#sync/vector.ts';

/** What is missing in words, and whom to ask. */

/** `3、5—7` */
const spansInWords = (numbers: readonly number[]): string => {
  const spans: [number, number][] = [];
  for (const n of numbers) {
    const last = spans.at(-1);
    if (last && last[1] === n - 1) last[1] = n;
    else spans.push([n, n]);
  }
  return spans.map(([a, b]) => (a === b ? `${a}` : `${a}—${b}`)).join('、');
};

type NamedGap = { readonly who: string; readonly from: number; readonly to: number };

/**
 * One sentence for one bundle: `缺 3 号包，请向石桥所 王五索取（石桥所 王五 第 41—80 条变更）`. The
 * numbers are the sender's; where they tell nothing, the changes themselves are named.
 */
export const gapSentence = (
  store: Store,
  bundle: { readonly peerDevice: string; readonly peerName: string; readonly number: number },
  gaps: readonly NamedGap[],
): string => {
  const numbers = numbersMissing(store.reader, bundle.peerDevice, bundle.number);
  const changes = gaps.map(({ who, from, to }) => `${who} 第 ${from}—${to} 条变更`).join('、');
  return numbers.length > 0
    ? `缺 ${spansInWords(numbers)} 号包，请向${bundle.peerName}索取（${changes}）`
    : `缺${changes}，请向${bundle.peerName}索取`;
};

/** Names the authors of missing changes, from the cards known here and else by the sender's word. */
export const namedGaps = (
  store: Store,
  manifest: Manifest,
  gaps: readonly Gap[],
): (Gap & { readonly who: string })[] => {
  const devices = originDevices(store);
  return gaps.map((gap) => {
    const said = manifest.devices.find((d) => d.origins.includes(gap.origin));
    const deviceId = devices.get(gap.origin) ?? said?.deviceId;
    const known = deviceId ? getOffice(store.reader, deviceId) : undefined;
    const who = [known?.officeName ?? said?.officeName, known?.person ?? said?.person];
    return { ...gap, who: who.filter(Boolean).join(' ') || '未知设备' };
  });
};

export const peerNameOf = ({ from }: Manifest): string =>
  [from.officeName, from.person].filter(Boolean).join(' ');

/** Empty where nothing is missing. */
export const missingInWords = (
  store: Store,
  manifest: Manifest,
  gaps: readonly Gap[],
): string[] => {
  if (gaps.length === 0) return [];
  const { from, number } = manifest;
  const bundle = { peerDevice: from.deviceId, peerName: peerNameOf(manifest), number };
  return [gapSentence(store, bundle, namedGaps(store, manifest, gaps))];
};
