import { beforeAll, expect, test } from 'vitest';
import { type Device, makeDevice, partyOf } from '#tests/support/sample-bundle.ts';
import {
  type Certificate,
  type Retirement,
  type SignedRecord,
  signCertificate,
  signRetirement,
  verifyRecord,
} from './certificate.ts';
import { sm2PublicsOf } from './sm2.ts';

let county: Device;
let officer: Device;
let certificate: Certificate;
let retirement: Retirement;

const issuerOf = ({ deviceId, officeName, role, signPublic }: Device) => ({
  deviceId,
  officeName,
  role,
  signPublic,
});

beforeAll(async () => {
  county = await makeDevice('county', '龙游县局');
  officer = await makeDevice('officer', '龙游县局走访一组');
  const { deviceId, officeName, person, role, signPublic } = officer;
  const head = { v: 1 as const, serial: 1, issuer: issuerOf(county) };
  const from = '2026-03-02T08:00:00.000Z';
  certificate = signCertificate(
    { ...head, format: 'qice-certificate', device: partyOf(officer), from },
    county.keys,
  );
  retirement = signRetirement(
    {
      ...head,
      format: 'qice-retirement',
      device: { deviceId, officeName, person, role, signPublic },
      last: { [officer.origin]: 40 },
      reason: '电脑丢失',
      from,
    },
    county.keys,
  );
});

test('D1, D2, D6: a record is believed as its issuer signed it, in whatever order it is held', () => {
  for (const record of [certificate, retirement]) {
    expect(verifyRecord(record)).toBe(true);
    const turned = Object.fromEntries(Object.entries(record).toReversed());
    expect(verifyRecord(turned as SignedRecord)).toBe(true);
  }
});

test('D2: no member can be changed, left out or added', () => {
  const changed: object[] = [
    { ...certificate, serial: 2 },
    { ...certificate, from: '2026-03-03T08:00:00.000Z' },
    { ...certificate, device: { ...certificate.device, role: 'city' } },
    { ...certificate, device: { ...certificate.device, signPublic: county.signPublic } },
    { ...certificate, issuer: { ...certificate.issuer, role: 'city' } },
    { ...certificate, issuer: issuerOf(officer) },
    { ...certificate, more: 1 },
    { ...retirement, reason: '调离' },
    { ...retirement, last: {} },
    { ...retirement, last: { [officer.origin]: 41 } },
    { ...retirement, signature: certificate.signature },
    { ...retirement, signature: retirement.signature.replace('from qice', 'from Qice') },
    { ...retirement, signature: '' },
    { ...certificate, format: 'qice-retirement' },
  ];
  for (const record of changed)
    expect(verifyRecord(record as SignedRecord), JSON.stringify(record)).toBe(false);
  for (const name of Object.keys(retirement))
    expect(verifyRecord({ ...retirement, [name]: undefined } as SignedRecord)).toBe(false);
});

test('nobody signs in another’s name by mistake', () => {
  const { signature: _, ...plain } = certificate;
  expect(() => signCertificate(plain, officer.keys)).toThrow('key of the office');
});

test('D1: version 2 vouches for SM2 keys, version 1 for none', () => {
  const { signature: _, ...plain } = certificate;
  const national = { ...plain.device, ...sm2PublicsOf(officer.keys) };
  const signed = signCertificate({ ...plain, v: 2, device: national }, county.keys);
  expect(verifyRecord(signed)).toBe(true);
  const swapped = { ...national, sm2Sign: national.sm2Recipient };
  expect(verifyRecord({ ...signed, device: swapped })).toBe(false);
  expect(() => signCertificate({ ...plain, device: national }, county.keys)).toThrow();
  expect(() => signCertificate({ ...plain, v: 2 }, county.keys)).toThrow();
});
