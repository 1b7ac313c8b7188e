import { Button, Menu, SegmentedControl } from '@mantine/core';
import { IconCopy, IconDots, IconLock, IconLockOpen, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useLocation, useParams } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { showDone, useAsk, useTell } from '#renderer/app/query.ts';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import { Page } from '#renderer/parts/page.tsx';
import { showUndo } from '#renderer/parts/undo-note.tsx';
import type { CampaignFile } from '#shared/campaigns/views.ts';
import { CampaignBuilder } from './campaign-builder.tsx';
import { campaignCrumbs } from './crumbs.ts';
import { FirmsPart } from './firms-part.tsx';
import { ResultsPart } from './results-part.tsx';

const parts = [
  { value: 'sheet', label: '问卷' },
  { value: 'firms', label: '企业' },
  { value: 'results', label: '结果' },
] as const;

/** What is done with a campaign as a whole. */
const MoreMenu = ({ file }: { readonly file: CampaignFile }) => {
  const { id } = file;
  const [, navigate] = useLocation();
  const changes = { changes: ['visits'] as const };
  // Chosen before it is asked for: pressed twice it is one copy.
  const [to, setTo] = useState(() => crypto.randomUUID());
  const close = useTell(api.campaigns.close.mutate, {
    changes: ['visits'],
    onDone: () => showDone('调研已结束，答卷不能再改，结果照旧可查'),
  });
  const reopen = useTell(api.campaigns.reopen.mutate, {
    changes: ['visits'],
    onDone: () => showDone('调研已重新开启'),
  });
  const restore = useTell(api.campaigns.restore.mutate, { changes: [...changes.changes] });
  const remove = useTell(api.campaigns.remove.mutate, {
    changes: ['visits'],
    onDone: () => {
      navigate('/visits/campaigns');
      showUndo(`已删除「${file.title}」`, () => restore.mutate({ id }));
    },
  });
  const copy = useTell(api.campaigns.copy.mutate, {
    changes: ['visits'],
    onDone: (made) => {
      setTo(crypto.randomUUID());
      navigate(`/visits/campaigns/${made.id}`);
      showDone(`已复制为「${made.title}」，不含企业和答卷`);
    },
  });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" px="xs" aria-label="更多操作">
          <IconDots size="1.1rem" aria-hidden />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconCopy size="1rem" aria-hidden />}
          onClick={() => copy.mutate({ id, to })}
        >
          复制这项调研
        </Menu.Item>
        {file.phase === 'open' && (
          <Menu.Item
            leftSection={<IconLock size="1rem" aria-hidden />}
            onClick={() => close.mutate({ id })}
          >
            结束调研
          </Menu.Item>
        )}
        {file.phase === 'closed' && (
          <Menu.Item
            leftSection={<IconLockOpen size="1rem" aria-hidden />}
            onClick={() => reopen.mutate({ id })}
          >
            重新开启
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconTrash size="1rem" aria-hidden />}
          onClick={() => remove.mutate({ id })}
        >
          删除（可撤销）
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
};

/** `#/visits/campaigns/:id` and its parts. */
export const CampaignPage = () => {
  const { id = '', part = 'sheet' } = useParams<{ id: string; part?: string }>();
  const [, navigate] = useLocation();
  const asked = useAsk('visits', 'campaign', { id }, api.campaigns.get.query);
  if (!asked.data)
    return (
      <Page title="专项调研" breadcrumbs={campaignCrumbs}>
        {asked.isError ? (
          <FailureNote error={asked.error} onRetry={() => void asked.refetch()} />
        ) : (
          <Loading />
        )}
      </Page>
    );
  const file = asked.data;
  const switcher = (
    <SegmentedControl
      size="xs"
      style={{ alignSelf: 'flex-start', flex: 'none' }}
      aria-label="看什么"
      value={part}
      data={[...parts]}
      onChange={(next) =>
        navigate(next === 'sheet' ? `/visits/campaigns/${id}` : `/visits/campaigns/${id}/${next}`, {
          replace: true,
        })
      }
    />
  );
  const common = { file, switcher, more: <MoreMenu file={file} /> };
  if (part === 'firms') return <FirmsPart {...common} />;
  if (part === 'results') return <ResultsPart {...common} />;
  return <CampaignBuilder key={id} {...common} />;
};
