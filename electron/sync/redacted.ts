/** What a secret looks like wherever text is made of it. */
const MASK = '〈密钥〉';

/**
 * A secret that cannot be printed by accident: as text, as JSON, in a log or an inspector it reads
 * 〈密钥〉. Only `reveal()` gives the value, so every use of a secret can be found by that word.
 */
export class Redacted {
  readonly #secret: string;

  constructor(secret: string) {
    this.#secret = secret;
  }

  reveal(): string {
    return this.#secret;
  }

  toString(): string {
    return MASK;
  }

  toJSON(): string {
    return MASK;
  }

  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return MASK;
  }
}
