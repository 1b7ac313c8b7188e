import { describe, expect, it } from 'vitest';
import { makeCreditCode } from '#shared/credit-code.ts';
import { Refusal } from '#shared/errors.ts';
import {
  emptyFirmForm,
  problemsOfForm,
  problemsOfRefusal,
  readCapital,
  readFoundedOn,
  readUscc,
} from './firm-form.ts';

describe('firm form', () => {
  it('says which field its schema misses', () => {
    expect(problemsOfForm(emptyFirmForm)).toEqual({ name: '请填写企业名称' });
    expect(problemsOfForm({ ...emptyFirmForm, name: '澜溪纸业' })).toEqual({});
  });

  it('puts each problem of a refusal beside the field it names', () => {
    const { message } = Refusal.of('record.invalid', {
      problems: ['统一社会信用代码应为18位，实为9位', '请填写企业名称', '别的什么'],
    });
    expect(problemsOfRefusal(message)).toEqual({
      uscc: '统一社会信用代码应为18位，实为9位',
      name: '请填写企业名称',
    });
    expect(problemsOfRefusal('发生了意料之外的错误。')).toEqual({});
  });

  it('tells how a field was read while it is typed', () => {
    expect(readUscc('')).toBeNull();
    expect(readUscc('9133')).toEqual({ ok: false, text: '代码应为18位，实为4位' });
    expect(readUscc(makeCreditCode('339921', '12345678'))?.ok).toBe(true);
    expect(readFoundedOn('2009.3.5')).toEqual({ ok: true, text: '2009年3月5日' });
    expect(readFoundedOn('去年')?.ok).toBe(false);
    expect(readCapital('2000万')).toEqual({ ok: true, text: '2,000 万元' });
    expect(readCapital('2000')?.ok).toBe(false);
  });
});
