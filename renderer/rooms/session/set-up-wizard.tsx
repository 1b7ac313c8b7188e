import { Button, Group } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { DivisionStep } from './division-step.tsx';
import { DoorPage } from './door-page.tsx';
import { PassphraseStep } from './passphrase-step.tsx';
import { RoleStep } from './role-step.tsx';
import { emptyForm, type SetUpForm, whatIsMissing } from './set-up-form.ts';
import classes from './set-up-wizard.module.css';
import { useSessionTell } from './use-session-tell.ts';

const steps = ['角色与单位', '行政区划', '姓名与口令'] as const;

/** First run: three calm steps to an open store. */
export const SetUpWizard = ({ storeDir }: { readonly storeDir: string }) => {
  const [step, setStep] = useState(0);
  const [form, setForm] = useState(emptyForm);
  const [tried, setTried] = useState(false);
  const setUp = useSessionTell(api.session.setUp.mutate, { quiet: true });
  const missing = whatIsMissing(step, form);
  const problems = tried ? missing : {};
  const change = (part: Partial<SetUpForm>): void => setForm((before) => ({ ...before, ...part }));
  const go = (to: number): void => {
    setTried(false);
    setStep(to);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (Object.keys(missing).length > 0) setTried(true);
    else if (step < steps.length - 1) go(step + 1);
    else {
      const { again: _again, ...input } = form;
      setUp.mutate(input);
    }
  };
  return (
    <DoorPage title="首次设置" wide foot={`数据将放在：${storeDir}`}>
      <ol className={classes.steps}>
        {steps.map((name, at) => (
          <li key={name} aria-current={at === step ? 'step' : undefined} data-done={at < step}>
            <span className={classes.number}>{at + 1}</span>
            {name}
          </li>
        ))}
      </ol>
      <form onSubmit={submit} noValidate>
        <div className={classes.body}>
          {step === 0 && <RoleStep form={form} problems={problems} change={change} />}
          {step === 1 && <DivisionStep form={form} problems={problems} change={change} />}
          {step === 2 && <PassphraseStep form={form} problems={problems} change={change} />}
          {setUp.isError && <FailureNote error={setUp.error} title="还没有设置完成" />}
        </div>
        <Group justify="space-between" mt="lg">
          <Button
            variant="default"
            onClick={() => go(step - 1)}
            disabled={step === 0 || setUp.isPending}
          >
            上一步
          </Button>
          <Button type="submit" loading={setUp.isPending}>
            {step < steps.length - 1 ? '下一步' : '完成设置'}
          </Button>
        </Group>
      </form>
    </DoorPage>
  );
};
