import { minPassphrase, type SetUp } from '#shared/settings.ts';

/** What the wizard has gathered so far. */
export type SetUpForm = SetUp & { readonly again: string };

export const emptyForm: SetUpForm = {
  role: 'officer',
  officeName: '',
  division: '',
  person: '',
  passphrase: '',
  again: '',
};

/** What keeps a step from being finished, in the words shown under its inputs. */
export const whatIsMissing = (
  step: number,
  form: SetUpForm,
): Partial<Record<keyof SetUpForm, string>> => {
  if (step === 0) return form.officeName.trim() === '' ? { officeName: '请填写单位名称' } : {};
  if (step === 1) return form.division === '' ? { division: '请选择行政区划' } : {};
  return {
    ...(form.person.trim() === '' && { person: '请填写姓名' }),
    ...(form.passphrase.length < minPassphrase && {
      passphrase: `口令至少 ${minPassphrase} 个字符`,
    }),
    ...(form.passphrase !== form.again && { again: '两次输入的口令不一样' }),
  };
};

/** What every step of the wizard gets. */
export type StepProps = {
  readonly form: SetUpForm;
  readonly problems: Partial<Record<keyof SetUpForm, string>>;
  readonly change: (part: Partial<SetUpForm>) => void;
};
