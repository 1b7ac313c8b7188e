import { economicIndicators } from './economics.ts';
import type { Indicator } from './indicator.ts';
import { qualityIndicators } from './quality.ts';
import { standardIndicators } from './standards.ts';

/** Every indicator there is. A new one is an entry in one of the lists; a key never changes its meaning. */
export const indicators: readonly Indicator[] = [
  ...economicIndicators,
  ...standardIndicators,
  ...qualityIndicators,
];

const byKey: ReadonlyMap<string, Indicator> = new Map(indicators.map((i) => [i.key, i]));

/** Looks an indicator's key from outside up; undefined for an unknown one. */
export const indicatorNamed = (key: string): Indicator | undefined => byKey.get(key);

/** Cells some indicators need, by ledger; each once. */
export const cellsNeeded = (some: readonly Indicator[]): ReadonlyMap<string, readonly string[]> => {
  const cells = new Map<string, Set<string>>();
  for (const { needs } of some)
    for (const [ledger, keys] of Object.entries(needs)) {
      const known = cells.get(ledger) ?? new Set();
      for (const key of keys) known.add(key);
      cells.set(ledger, known);
    }
  return new Map([...cells].map(([ledger, keys]) => [ledger, [...keys]]));
};
