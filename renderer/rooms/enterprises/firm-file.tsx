import { Button, Select, Tabs } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconClipboardText, IconMapPinCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { AttachmentsPanel } from '#renderer/parts/attachments/attachments-panel.tsx';
import { Page } from '#renderer/parts/page.tsx';
import { PaperButton } from '#renderer/parts/papers/paper-button.tsx';
import { ReturnBar } from '#renderer/parts/returns/return-bar.tsx';
import { ReturnButton } from '#renderer/parts/returns/return-button.tsx';
import type { EnterpriseFile } from '#shared/enterprises.ts';
import { type FileTab, type Source, sources } from '#shared/registers/ledger.ts';
import { FirmGoneButton } from '../visits/firm-gone-button.tsx';
import { FactsSheet } from './facts/facts-sheet.tsx';
import { FirmBand } from './firm-band.tsx';
import { FirmCampaigns } from './firm-campaigns.tsx';
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

/** A firm: the band that tells its story, and what is kept of it behind tabs. */
export const FirmFile = ({ file }: { readonly file: EnterpriseFile }) => {
  const [tab, go] = useTab(file.id);
  const [source, setSource] = useState<Source>('走访');
  /** How often somebody asked, by F2, to write. */
  const [asked, setAsked] = useState(0);
  const sheet = sheetOfYear(file, new Date().getFullYear());
  const ledgers = useFirmLedgers(file.id);
  const numbered = (label: string, n: number): string => (n === 0 ? label : `${label}（${n}）`);
  const edit = (): void => {
    go('facts');
    setAsked((n) => n + 1);
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
          <Select
            aria-label="本次录入的来源"
            title="在这一页写下的内容从哪里来，随每一格一起记下"
            w="9.5rem"
            leftSection={<span className={classes.from}>来源</span>}
            leftSectionWidth="2.75rem"
            data={[...sources]}
            value={source}
            allowDeselect={false}
            onChange={(value) => setSource((value ?? source) as Source)}
          />
          <PaperButton kind="firm-file" id={file.id} label="一企一档" />
          <PaperButton kind="visit-form" id={file.id} label="走访表" />
          <FirmGoneButton firm={file} />
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
          <FactsSheet key={file.id} file={file} source={source} asked={asked} />
          <section className={classes.more} aria-label="企业附件">
            <h2 className={classes.title}>附件</h2>
            <AttachmentsPanel key={file.id} owner={{ table: 'enterprise', id: file.id }} />
          </section>
          <div className={classes.more}>
            <LedgerTab enterpriseId={file.id} tabs={['基本信息', '历史']} source={source} />
          </div>
        </Tabs.Panel>
        {ledgerTabs.map(([name, label]) => (
          <Tabs.Panel key={name} value={name} className={classes.panel}>
            <LedgerTab enterpriseId={file.id} tabs={[label]} source={source} />
          </Tabs.Panel>
        ))}
        <Tabs.Panel value="sheets" className={classes.panel}>
          <FirmSheets file={file} />
        </Tabs.Panel>
        <Tabs.Panel value="visits" className={classes.panel}>
          <FirmVisits file={file} />
          <FirmCampaigns firmId={file.id} />
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
