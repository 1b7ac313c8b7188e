import { Button, Tabs } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconClipboardText, IconFileText, IconMapPinCheck, IconPencil } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { api, saveOffered } from '#renderer/app/api.ts';
import { showDone, useAsk, useTell } from '#renderer/app/query.ts';
import { Page } from '#renderer/parts/page.tsx';
import { ReturnBar } from '#renderer/parts/returns/return-bar.tsx';
import { ReturnButton } from '#renderer/parts/returns/return-button.tsx';
import type { EnterpriseFile } from '#shared/enterprises.ts';
import type { FileTab } from '#shared/registers/ledger.ts';
import { EditFirm } from './edit-firm.tsx';
import { FirmBand } from './firm-band.tsx';
import { FirmFacts } from './firm-facts.tsx';
import classes from './firm-file.module.css';
import { FirmHistory } from './firm-history.tsx';
import { FirmIssues, FirmSheets, FirmVisits } from './firm-records.tsx';
import { sheetOfYear } from './firm-story.ts';
import { countOf, LedgerTab, useFirmLedgers } from './ledgers/ledger-tab.tsx';

const room = [{ label: '企业', href: '/enterprises' }] as const;
/** Tabs of ledgers, by their name in the address. */
const ledgerTabs = [
  ['economics', '经济数据'],
  ['products', '产品与标准'],
  ['marks', '商标专利'],
  ['licences', '认证准入'],
  ['metrology', '计量检验'],
  ['honours', '信用荣誉'],
  ['cultivation', '培育申报'],
] as const satisfies readonly (readonly [string, FileTab])[];
const tabs: readonly string[] = [
  'facts',
  ...ledgerTabs.map(([name]) => name),
  'sheets',
  'visits',
  'issues',
  'history',
];

/** The tab stays in the address, so that 返回 from a visit comes back to the visits. */
const useTab = (id: string) => {
  const [, navigate] = useLocation();
  const asked = new URLSearchParams(useSearch()).get('tab');
  const tab = tabs.find((name) => name === asked) ?? 'facts';
  const go = (next: string | null): void =>
    navigate(`/enterprises/${id}${next && next !== 'facts' ? `?tab=${next}` : ''}`, {
      replace: true,
    });
  return [tab, go] as const;
};

/** True while the form is open; a draft left behind opens it by itself. */
const useEditing = (id: string) => {
  const [editing, setEditing] = useState<boolean | null>(null);
  const drafts = useAsk('drafts', 'list', undefined, () => api.drafts.list.query());
  const left = drafts.data?.some((line) => line.kind === 'enterprise' && line.key === id) ?? false;
  useEffect(() => {
    if (editing === null && left) setEditing(true);
  }, [editing, left]);
  return [editing ?? false, setEditing] as const;
};

/** A firm: the band that tells its story, and what is kept of it behind tabs. */
export const FirmFile = ({ file }: { readonly file: EnterpriseFile }) => {
  const [tab, go] = useTab(file.id);
  const [editing, setEditing] = useEditing(file.id);
  const sheet = sheetOfYear(file, new Date().getFullYear());
  const ledgers = useFirmLedgers(file.id);
  const paper = useTell(api.ledgers.paper.mutate, {
    onDone: ({ ticket, fileName }) =>
      void saveOffered(ticket).then((saved) => saved && showDone(`已生成：${fileName}`)),
  });
  const numbered = (label: string, n: number): string => (n === 0 ? label : `${label}（${n}）`);
  const edit = (): void => {
    go('facts');
    setEditing(true);
  };
  // As in a spreadsheet: F2, and the hands stay on the keys.
  useHotkeys([['F2', edit]]);
  return (
    <Page
      title={file.name}
      breadcrumbs={room}
      actions={
        <>
          <ReturnButton table="enterprise" row={file.id} />
          <Button
            variant="default"
            leftSection={<IconPencil size="1.1rem" aria-hidden />}
            disabled={editing && tab === 'facts'}
            title="编辑（F2）"
            onClick={edit}
          >
            编辑
          </Button>
          <Button
            variant="default"
            leftSection={<IconFileText size="1.1rem" aria-hidden />}
            loading={paper.isPending}
            onClick={() => paper.mutate({ enterpriseId: file.id })}
          >
            一企一档
          </Button>
          <Button
            component={Link}
            href={`/visits/new?enterprise=${file.id}`}
            variant="default"
            leftSection={<IconMapPinCheck size="1.1rem" aria-hidden />}
          >
            记录走访
          </Button>
          <Button
            component={Link}
            href={sheet ? `/sheets/${sheet.id}` : `/sheets/new?enterprise=${file.id}`}
            leftSection={<IconClipboardText size="1.1rem" aria-hidden />}
          >
            {sheet ? '打开一企一策' : '写一企一策'}
          </Button>
        </>
      }
    >
      <ReturnBar table="enterprise" row={file.id} />
      <FirmBand file={file} ledgers={ledgers.data} onTab={go} />
      <Tabs value={tab} onChange={go} keepMounted={false} className={classes.tabs}>
        <Tabs.List>
          <Tabs.Tab value="facts">概况</Tabs.Tab>
          {ledgerTabs.map(([name, label]) => (
            <Tabs.Tab key={name} value={name}>
              {numbered(label, countOf(ledgers.data, label))}
            </Tabs.Tab>
          ))}
          <Tabs.Tab value="sheets">一企一策（{file.sheets.length}）</Tabs.Tab>
          <Tabs.Tab value="visits">走访（{file.visits.length}）</Tabs.Tab>
          <Tabs.Tab value="issues">问题（{file.issues.length}）</Tabs.Tab>
          <Tabs.Tab value="history">变更记录</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="facts" className={classes.panel}>
          {editing ? (
            <EditFirm file={file} onClose={() => setEditing(false)} />
          ) : (
            <>
              <FirmFacts file={file} />
              <div className={classes.more}>
                <LedgerTab enterpriseId={file.id} tabs={['基本信息', '历史']} />
              </div>
            </>
          )}
        </Tabs.Panel>
        {ledgerTabs.map(([name, label]) => (
          <Tabs.Panel key={name} value={name} className={classes.panel}>
            <LedgerTab enterpriseId={file.id} tabs={[label]} />
          </Tabs.Panel>
        ))}
        <Tabs.Panel value="sheets" className={classes.panel}>
          <FirmSheets file={file} />
        </Tabs.Panel>
        <Tabs.Panel value="visits" className={classes.panel}>
          <FirmVisits file={file} />
        </Tabs.Panel>
        <Tabs.Panel value="issues" className={classes.panel}>
          <FirmIssues file={file} />
        </Tabs.Panel>
        <Tabs.Panel value="history" className={classes.panel}>
          <FirmHistory id={file.id} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
};
