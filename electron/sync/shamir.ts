/**
 * Shamir's secret sharing over GF(256), byte by byte (A. Shamir, "How to share a secret", 1979):
 * each byte is the constant term of a random polynomial, a share is its value at one point. Any
 * `threshold` shares fix the polynomial; fewer fit every secret equally well.
 *
 * The field is the one of AES (x⁸+x⁴+x³+x+1). Multiplication has no tables and no branches that
 * depend on the secret.
 */

/** One point of the polynomials: `x` from 1 to 255, and a value for every byte of the secret. */
export type Point = { readonly x: number; readonly y: Uint8Array };

export const gfMultiply = (a: number, b: number): number => {
  let product = 0;
  let factor = a;
  for (let bit = 0; bit < 8; bit += 1) {
    product ^= factor & -((b >> bit) & 1);
    factor = (factor << 1) ^ (0x11b & -(factor >> 7));
  }
  return product;
};

/** a²⁵⁴, which is a⁻¹ for every a but 0. */
const gfInverse = (a: number): number => {
  let power = a;
  let result = 1;
  for (let bit = 1; bit < 8; bit += 1) {
    power = gfMultiply(power, power);
    result = gfMultiply(result, power);
  }
  return result;
};

/**
 * Splits a secret into shares at x = 1 … `count`.
 *
 * @param random uniformly random bytes, never used for anything else
 */
export const splitSecret = (
  secret: Uint8Array,
  { threshold, count }: { readonly threshold: number; readonly count: number },
  random: (length: number) => Uint8Array,
): Point[] => {
  if (threshold < 2 || threshold > count || count > 255)
    throw new Error('2 ≤ threshold ≤ count ≤ 255');
  const higher = Array.from({ length: threshold - 1 }, () => random(secret.length));
  return Array.from({ length: count }, (_, i) => {
    const x = i + 1;
    // Horner's rule, from the highest coefficient down to the secret itself.
    const y = secret.map((byte, at) =>
      [...higher.toReversed().map((c) => c[at] ?? 0), byte].reduce(
        (value, coefficient) => gfMultiply(value, x) ^ coefficient,
        0,
      ),
    );
    return { x, y };
  });
};

/** The polynomials' values at 0, by Lagrange. Shares of different secrets give a wrong one. */
export const joinSecret = (points: readonly Point[]): Uint8Array => {
  const [first] = points;
  const xs = new Set(points.map(({ x }) => x));
  const whole = points.every(({ x, y }) => x >= 1 && x <= 255 && y.length === first?.y.length);
  if (!first || xs.size !== points.length || !whole) throw new Error('shares at different points');
  return first.y.map((_, at) =>
    points.reduce((sum, { x, y }) => {
      const weight = points
        .filter((other) => other.x !== x)
        .reduce((w, other) => gfMultiply(w, gfMultiply(other.x, gfInverse(other.x ^ x))), 1);
      return sum ^ gfMultiply(y[at] ?? 0, weight);
    }, 0),
  );
};
