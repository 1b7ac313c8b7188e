/** Whole-number arithmetic for scaled figures: no figure ever passes through binary fractions. */

/**
 * a ÷ b × `factor` as an integer, rounded half away from zero (四舍五入, as the yearbooks do).
 *
 * @returns null where either is not known, b is zero, or the result is beyond exact integers
 */
export const ratio = (a: number | null, b: number | null, factor: number): number | null => {
  if (a === null || b === null || b === 0) return null;
  return rounded(BigInt(a) * BigInt(factor), BigInt(b));
};

/** numerator ÷ denominator, rounded half away from zero; null beyond exact integers. */
export const rounded = (numerator: bigint, denominator: bigint): number | null => {
  const negative = numerator < 0n !== denominator < 0n;
  const [n, d] = [abs(numerator), abs(denominator)];
  const size = (2n * n + d) / (2n * d);
  if (size > BigInt(Number.MAX_SAFE_INTEGER)) return null;
  return Number(negative ? -size : size);
};

const abs = (n: bigint): bigint => (n < 0n ? -n : n);
