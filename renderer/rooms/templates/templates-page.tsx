import { Button, Select, Tooltip } from '@mantine/core';
import { IconFileDownload, IconFileText } from '@tabler/icons-react';
import { useSearchParams } from 'wouter';
import { api, saveOffered } from '#renderer/app/api.ts';
import { showDone, useAsk, useTell } from '#renderer/app/query.ts';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import { Page } from '#renderer/parts/page.tsx';
import { papers } from '#shared/papers/index.ts';
import { FieldList } from './field-list.tsx';
import { NewTemplate } from './new-template.tsx';
import { TemplateTable } from './template-table.tsx';
import classes from './templates.module.css';

const settings = [{ label: '设置', href: '/settings' }] as const;

/** 文书模板: the office's own forms of the papers, and what can stand in them. */
export const TemplatesPage = () => {
  const [search, setSearch] = useSearchParams();
  const all = useAsk('ledgers', 'templates', undefined, () => api.papers.templates.query());
  const paper = papers.find(({ kind }) => kind === search.get('paper')) ?? papers[0];
  const sample = useTell(api.papers.sample.mutate, {
    onDone: ({ ticket, fileName }) =>
      void saveOffered(ticket).then((saved) => saved && showDone(`已生成：${fileName}`)),
  });
  if (!paper) return null;
  const lines = (all.data ?? []).filter((line) => line.paper === paper.kind);
  const countOf = (kind: string): number =>
    (all.data ?? []).filter((line) => line.paper === kind && !line.superseded).length;
  return (
    <Page
      title="文书模板"
      breadcrumbs={settings}
      subtitle="把本单位自己的 Word、Excel 表格变成模板，填写时按记录自动填好"
      actions={
        <Select
          aria-label="文书种类"
          w="16rem"
          leftSection={<IconFileText size="1.1rem" aria-hidden />}
          allowDeselect={false}
          data={papers.map(({ kind, label }) => ({
            value: kind,
            label: countOf(kind) === 0 ? label : `${label}（${countOf(kind)}）`,
          }))}
          value={paper.kind}
          onChange={(kind) => setSearch(kind === null ? {} : { paper: kind })}
        />
      }
    >
      <div className={classes.columns}>
        <div className={classes.column}>
          <NewTemplate key={paper.kind} paper={paper} lines={lines} />
          <section className={classes.card} aria-label={`${paper.label}的模板`}>
            <h2 className={classes.title}>{paper.label}的模板</h2>
            {all.isError && <FailureNote error={all.error} onRetry={() => void all.refetch()} />}
            {all.isPending && <Loading />}
            {all.data && lines.length === 0 && (
              <EmptyState title="还没有模板">
                没有模板时用标准格式。在 Word 或 Excel
                里打开本单位的表，把要填的地方换成右边的字段，再选到这里。
              </EmptyState>
            )}
            {lines.length > 0 && <TemplateTable lines={lines} />}
          </section>
        </div>
        <section className={classes.card} aria-label="字段">
          <header className={classes.head}>
            <h2 className={classes.title}>可用的字段</h2>
            <Button.Group>
              {(['docx', 'xlsx'] as const).map((format) => (
                <Tooltip key={format} label="放好了全部字段的样例，删去不要的就能用">
                  <Button
                    variant="default"
                    size="compact-sm"
                    leftSection={<IconFileDownload size="1rem" aria-hidden />}
                    loading={sample.isPending && sample.variables?.format === format}
                    onClick={() => sample.mutate({ paper: paper.kind, format })}
                  >
                    样例 .{format}
                  </Button>
                </Tooltip>
              ))}
            </Button.Group>
          </header>
          <FieldList paper={paper} />
        </section>
      </div>
    </Page>
  );
};
