import { describe, expect, it } from 'vitest';
import { passphraseStrength } from './passphrase-strength.ts';

describe('passphraseStrength', () => {
  it('says that a passphrase is too short', () => {
    expect(passphraseStrength('')).toMatchObject({ level: 0 });
    expect(passphraseStrength('龙游龙游龙游龙')).toMatchObject({ level: 0 });
  });

  it.each(['12345678', 'aaaaaaaaaaaa', 'abcdefgh', '88888888888'])('calls %s weak', (text) => {
    expect(passphraseStrength(text).level).toBe(1);
  });

  it.each(['灵山江的水是从北往南流的', 'Lingshan-1983-paper mill'])('calls %s strong', (text) => {
    expect(passphraseStrength(text).level).toBe(3);
  });
});
