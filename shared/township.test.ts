import { expect, test } from 'vitest';
import { townshipInAddress } from './township.ts';

test.each([
  ['澜溪县湖口镇工业路3号', '湖口镇'],
  ['浙江省澜江市澜溪县澜滨街道太平路16号', '澜滨街道'],
  ['罗坑乡罗坑村', '罗坑乡'],
  ['澜溪县 南岭镇', '南岭镇'],
  // Towns whose own name holds a division mark or ends in 镇.
  ['澜溪县新市镇老街', '新市镇'],
  ['澜溪县塔镇镇塔山路', '塔镇镇'],
  ['澜溪县塔镇解放路', '塔镇'],
  ['澜溪县湖口镇街道办事处旁', '湖口镇'],
])('%s lies in %s', (address, township) => {
  expect(townshipInAddress(address)).toBe(township);
});

test.each([
  '',
  '澜溪县工业园区启明路8号',
  '澜溪县太平路镇前小区',
  '澜溪县城南3号乡村饭店',
  '澜溪县步行街9号',
  '澜溪县城乡公路旁',
  'No. 3 镇',
])('%j names no township', (address) => {
  expect(townshipInAddress(address)).toBeNull();
});
