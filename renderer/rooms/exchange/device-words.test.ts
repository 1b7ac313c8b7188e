import { expect, test } from 'vitest';
import type { DeviceLine } from '#shared/trust.ts';
import { deviceStateInWords, deviceTrustInWords } from './device-words.ts';

const device: DeviceLine = {
  deviceId: 'd',
  officeName: '石桥所',
  person: '王五',
  role: 'officer',
  fingerprint: '',
  state: 'active',
  known: 'compared',
  certificate: null,
  lastSeen: null,
  lastSeq: 40,
  retirement: null,
  held: 0,
  mayRetire: true,
};
const retirement = {
  by: '澜溪县局',
  from: '2026-03-02T08:00:00.000Z',
  reason: '电脑丢失',
  lastSeq: 40,
};

test('the state of a device, with who retired it and what is kept', () => {
  expect(deviceStateInWords(device)).toBe('在用');
  expect(deviceStateInWords({ ...device, state: 'self' })).toBe('本机');
  expect(deviceStateInWords({ ...device, state: 'retired', retirement })).toBe(
    '已停用（澜溪县局，2026-03-02，电脑丢失）',
  );
  expect(deviceStateInWords({ ...device, state: 'retired', retirement, held: 3 })).toContain(
    '3 条留待处理',
  );
});

test('why a device is believed', () => {
  const certificate = { by: '澜江市局', from: '2026-03-02T08:00:00.000Z' };
  expect(deviceTrustInWords(device)).toBe('已核对指纹');
  expect(deviceTrustInWords({ ...device, certificate })).toBe('已核对指纹；有澜江市局的证书');
  expect(deviceTrustInWords({ ...device, known: 'certified', certificate })).toBe(
    '有澜江市局的证书',
  );
  expect(deviceTrustInWords({ ...device, known: 'vouched' })).toBe('由转发单位担保');
  expect(deviceTrustInWords({ ...device, known: 'self' })).toBe('—');
});
