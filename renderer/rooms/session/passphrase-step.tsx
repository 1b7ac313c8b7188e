import { Alert, PasswordInput, Progress, Stack, Text, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { passphraseStrength } from './passphrase-strength.ts';
import type { StepProps } from './set-up-form.ts';

const toggle = { 'aria-label': '显示或隐藏' };

/** Step 3: who, and the passphrase that opens this store from now on. */
export const PassphraseStep = ({ form, problems, change }: StepProps) => {
  const strength = passphraseStrength(form.passphrase);
  return (
    <Stack gap="md">
      <TextInput
        label="姓名"
        autoFocus
        maxLength={50}
        value={form.person}
        error={problems.person}
        onChange={(event) => change({ person: event.currentTarget.value })}
      />
      <div>
        <PasswordInput
          label="口令"
          description="至少 8 个字符，最好是一句只有您知道的话"
          autoComplete="new-password"
          visibilityToggleButtonProps={toggle}
          value={form.passphrase}
          error={problems.passphrase}
          onChange={(event) => change({ passphrase: event.currentTarget.value })}
        />
        <Progress value={(strength.level / 3) * 100} size={4} mt={6} aria-label="口令强度" />
        <Text size="xs" c="dimmed" mt={2} role="status" mih="1.2rem">
          {form.passphrase === '' ? '' : `口令强度：${strength.word}`}
        </Text>
      </div>
      <PasswordInput
        label="再输一次口令"
        autoComplete="new-password"
        visibilityToggleButtonProps={toggle}
        value={form.again}
        error={problems.again}
        onChange={(event) => change({ again: event.currentTarget.value })}
      />
      <Alert color="amber" variant="light" icon={<IconAlertTriangle aria-hidden />} p="sm">
        口令不保存在任何地方，本机数据和备份都靠它打开。忘记口令就找不回来，谁也打不开这些数据。请写在纸上，锁好。
      </Alert>
    </Stack>
  );
};
