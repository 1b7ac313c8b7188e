import { Anchor, Button, Select, Tabs, UnstyledButton } from '@mantine/core';
import { IconFileImport, IconFileSpreadsheet, IconPrinter } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { api, saveOffered } from '#renderer/app/api.ts';
import { showDone, useAsk, useTell } from '#renderer/app/query.ts';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { formatDay, today } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import { Page } from '#renderer/parts/page.tsx';
import { digitsOf } from '#shared/registers/values.ts';
import type { Survey, SurveyFigure, SurveyInput } from '#shared/surveys.ts';
import { CountyTotals } from './county-totals.tsx';
import { FigureMembers } from './figure-members.tsx';
import classes from './surveys-room.module.css';

const valueWords = ({ value, scale }: SurveyFigure): string =>
  value === null
    ? '—'
    : Number(digitsOf(value, scale)).toLocaleString('zh-CN', { maximumFractionDigits: scale });

/** More would not be read on a screen. */
const missingShown = 300;

type FiguresProps = { readonly input: SurveyInput; readonly survey: Survey };

/** Figures by group; each opens the rows it is made of. */
const Figures = ({ input, survey }: FiguresProps) => {
  const [open, setOpen] = useState<SurveyFigure | null>(null);
  const groups = Map.groupBy(survey.figures, ({ group }) => group);
  return (
    <>
      <div className={classes.groups}>
        {[...groups].map(([group, figures]) => (
          <section key={group} className={classes.group} aria-label={group}>
            <h2>{group}</h2>
            {figures.map((figure) => (
              <UnstyledButton
                key={figure.key}
                className={classes.figure}
                title={figure.formula}
                onClick={() => setOpen(figure)}
              >
                <span>{figure.label}</span>
                <span className={classes.value}>{valueWords(figure)}</span>
                <span className={classes.unit}>{figure.unit}</span>
              </UnstyledButton>
            ))}
          </section>
        ))}
      </div>
      {survey.missing.length > 0 && (
        <section aria-label="档案缺项">
          <h2>档案缺项：{survey.missing.length} 家</h2>
          <table className={classes.missing}>
            <thead>
              <tr>
                <th>企业</th>
                <th>还没有的内容</th>
              </tr>
            </thead>
            <tbody>
              {survey.missing.slice(0, missingShown).map(({ id, name, groups: lacking }) => (
                <tr key={id}>
                  <td>
                    <Anchor component={Link} href={`/enterprises/${id}`}>
                      {name}
                    </Anchor>
                  </td>
                  <td>{lacking.join('、')}</td>
                </tr>
              ))}
            </tbody>
          </table>
          {survey.missing.length > missingShown && (
            <p>另有 {survey.missing.length - missingShown} 家没有列出，“导出 Excel”里有全部。</p>
          )}
        </section>
      )}
      {open && <FigureMembers input={input} figure={open} onClose={() => setOpen(null)} />}
    </>
  );
};

const Sheet = ({ input }: { readonly input: SurveyInput }) => {
  const survey = useAsk('ledgers', 'surveyFigures', input, api.surveys.figures.query, {
    keep: true,
  });
  if (survey.isError)
    return <FailureNote error={survey.error} onRetry={() => void survey.refetch()} />;
  return survey.data ? <Figures input={input} survey={survey.data} /> : <Loading />;
};

type Tab = SurveyInput['survey'] | 'totals';
const tabs = {
  standards: '执行标准数据库',
  block: '块状产业摸底',
  totals: '规上工业合计',
} as const;

/** What the files of all firms add up to: the base of executed standards, each block industry, and the totals they are shares of. */
export const SurveysRoom = () => {
  const [tab, setTab] = useState<Tab>('standards');
  const blocks = useAsk('enterprises', 'blocks', undefined, () => api.surveys.blocks.query());
  const [chosen, setChosen] = useState<string | null>(null);
  const block = chosen ?? blocks.data?.[0] ?? null;
  const input: SurveyInput | null =
    tab === 'standards'
      ? { survey: 'standards' }
      : tab === 'block' && block
        ? { survey: 'block', block }
        : null;
  const save = useTell(api.surveys.export.mutate, {
    onDone: ({ ticket, fileName }) =>
      void saveOffered(ticket).then((saved) => saved && showDone(`已导出：${fileName}`)),
  });
  return (
    <Page
      title="摸底统计"
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconPrinter size="1.1rem" aria-hidden />}
            disabled={tab === 'block' && input === null}
            onClick={() => window.print()}
          >
            打印
          </Button>
          {tab === 'totals' ? (
            <Button
              component={Link}
              href="/imports/new"
              variant="default"
              leftSection={<IconFileImport size="1.1rem" aria-hidden />}
            >
              导入表格
            </Button>
          ) : (
            <Button
              variant="default"
              leftSection={<IconFileSpreadsheet size="1.1rem" aria-hidden />}
              disabled={input === null}
              loading={save.isPending}
              onClick={() => input && save.mutate(input)}
            >
              导出 Excel
            </Button>
          )}
        </>
      }
    >
      <div className={classes.panel} data-paper>
        <p className={classes.title}>
          <strong>{tab === 'block' ? `${block ?? ''}产业摸底` : tabs[tab]}</strong>
          <span>{formatDay(today())}</span>
        </p>
        <Tabs
          data-screen-only
          value={tab}
          onChange={(value) => setTab((value ?? 'standards') as Tab)}
        >
          <Tabs.List>
            {Object.entries(tabs).map(([value, word]) => (
              <Tabs.Tab key={value} value={value}>
                {word}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </Tabs>
        {tab === 'block' && block && (
          <Select
            mt="sm"
            w="14rem"
            aria-label="块状产业"
            data-screen-only
            data={[...(blocks.data ?? [])]}
            value={block}
            onChange={setChosen}
            allowDeselect={false}
          />
        )}
        {tab === 'totals' ? (
          <CountyTotals />
        ) : input ? (
          <Sheet input={input} />
        ) : (
          <EmptyState plain title="还没有企业归入块状产业">
            在企业档案里填写“块状产业”，这里就能汇总。
          </EmptyState>
        )}
      </div>
    </Page>
  );
};
