import { Group, Radio, Stack, Text, TextInput } from '@mantine/core';
import { type Role, roleLabels, roles } from '#shared/exchange.ts';
import classes from './role-step.module.css';
import type { StepProps } from './set-up-form.ts';

const duties: Record<Role, string> = {
  officer: '在所、站或科室，走访企业，写一企一策，数据交给县局',
  county: '汇总本县工作人员的数据，报市局',
  city: '汇总各县的数据',
};

/** Step 1: whose desk this is. */
export const RoleStep = ({ form, problems, change }: StepProps) => (
  <Stack gap="md">
    <Radio.Group
      label="这台电脑的角色"
      value={form.role}
      onChange={(role) => change({ role: role as Role, division: '' })}
    >
      <Stack gap="xs" mt={4}>
        {roles.map((role) => (
          <Radio.Card
            key={role}
            value={role}
            className={classes.card}
            aria-label={roleLabels[role]}
          >
            <Group wrap="nowrap" gap="sm">
              <Radio.Indicator />
              <div>
                <Text size="sm" fw={600}>
                  {roleLabels[role]}
                </Text>
                <Text size="sm" c="dimmed">
                  {duties[role]}
                </Text>
              </div>
            </Group>
          </Radio.Card>
        ))}
      </Stack>
    </Radio.Group>
    <TextInput
      label="单位名称"
      description="写全称，会出现在数据包和名片上"
      placeholder="例如：某某县市场监督管理局"
      maxLength={100}
      value={form.officeName}
      error={problems.officeName}
      onChange={(event) => change({ officeName: event.currentTarget.value })}
    />
  </Stack>
);
