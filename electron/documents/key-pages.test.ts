import { expect, test } from 'vitest';
import { writeCard } from '#sync/card.ts';
import { createRecovery, shareLine } from '#sync/recovery.ts';
import { createDeviceKeys, uuid } from '#sync/seal.ts';
import { cardPage, qrSvg, sharePage } from './key-pages.ts';

/** The longest card there can be: three names of 100 units each, and a recovery key. */
const longestCard = async (): Promise<string> => {
  const keys = await createDeviceKeys();
  const { recipient } = await createRecovery();
  const name = '局'.repeat(100);
  const party = { officeId: uuid(), officeName: name, role: 'county' as const, division: name };
  const { signPublic, ageRecipient } = keys;
  return writeCard(
    {
      format: 'qice-card',
      v: 2,
      ...party,
      deviceId: uuid(),
      person: name,
      signPublic,
      ageRecipient,
      recovery: recipient,
      madeAt: '2026-03-02T08:00:00.000Z',
    },
    keys,
  );
};

test('K6: the longest card fits one QR code', async () => {
  const text = await longestCard();
  // Version 40, level L holds 2,953 bytes.
  expect(Buffer.byteLength(text)).toBeLessThan(2_953);
  expect(await qrSvg(text.trim())).toMatch(/^<svg [\s\S]*<\/svg>\s*$/);
});

test('a card’s page carries fingerprint and code, and runs nothing that a name could smuggle in', async () => {
  const html = await cardPage({
    officeName: '<script>alert(1)</script>局',
    person: '"王&五',
    roleLabel: '县局办公室',
    fingerprint: '12345 12345 12345 12345 12345',
    text: await longestCard(),
  });
  expect(html).toContain('12345 12345');
  expect(html).toContain('<svg');
  expect(html).not.toContain('<script');
  expect(html).toContain("default-src 'none'");
});

test('R3: a share’s page has the heading, the line to copy and its QR code', async () => {
  const { recipient, shares } = await createRecovery();
  const [share] = shares;
  const line = share ? shareLine(share) : '';
  const html = await sharePage({
    officeName: '澜溪县局',
    recipient,
    madeAt: '2026-03-02T08:00:00.000Z',
    index: 1,
    count: 3,
    threshold: 2,
    line,
  });
  for (const part of ['第 1 份（共 3 份）', '澜溪县局', recipient, line, '2026-03-02', '<svg'])
    expect(html).toContain(part);
});
