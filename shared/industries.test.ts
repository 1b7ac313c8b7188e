import { expect, test } from 'vitest';
import { blockOfIndustry, foldIndustry, industryWords } from './industries.ts';

test('a code is read in the ways offices write it, and its letter must fit', () => {
  expect(foldIndustry('c 2221')).toBe('C2221');
  expect(foldIndustry('２２２１')).toBe('C2221');
  expect(foldIndustry('A22')).toBeUndefined();
  expect(foldIndustry('98')).toBeUndefined();
  expect(foldIndustry('造纸')).toBeUndefined();
});

test('a code is told by its own name or that of the class above', () => {
  expect(industryWords('C2221')).toBe('C2221 机制纸及纸板制造');
  expect(industryWords('2651')).toBe('C2651 化学原料和化学制品制造业（大类）');
  expect(industryWords('')).toBe(null);
});

test('the six blocks have their divisions, others none', () => {
  expect(['C2221', '3024', '17', 'C3985', '3311', 'C2041', '2651'].map(blockOfIndustry)).toEqual([
    '造纸',
    '建材',
    '纺织',
    '电子',
    '机械五金',
    '笋竹制品',
    null,
  ]);
});
