import { Button, Select, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { api, putFile, saveOffered } from '#renderer/app/api.ts';
import { showDone, showFailure, useTell } from '#renderer/app/query.ts';
import { FilePick } from '#renderer/parts/file-pick.tsx';
import type { PaperKind } from '#shared/papers/paper.ts';
import type { TemplateCheckView, TemplateLine } from '#shared/papers/templates.ts';
import classes from './templates.module.css';

type Chosen = { readonly ticket: string; readonly check: TemplateCheckView };

const plainName = (fileName: string): string => fileName.replace(/\.[^.]*$/, '');

/** What the check found: what must be mended, else what is used and what is not. */
const Findings = ({ check }: { readonly check: TemplateCheckView }) =>
  check.problems.length > 0 ? (
    <div className={classes.findings} data-faulty role="alert">
      <strong>
        <IconAlertTriangle size="1rem" aria-hidden /> {check.fileName} 有 {check.problems.length}{' '}
        处要改
      </strong>
      <ul>
        {check.problems.map(({ message }) => (
          <li key={message}>{message}</li>
        ))}
      </ul>
      <p className={classes.said}>没有保存任何内容。在 Word 或 Excel 里改好，再选一次。</p>
    </div>
  ) : (
    <div className={classes.findings} role="status">
      <strong>
        <IconCircleCheck size="1rem" aria-hidden /> {check.fileName} 可以使用：用到{' '}
        {check.used.length} 个字段
      </strong>
      {check.unused.length > 0 && (
        <p className={classes.said}>没有用到：{check.unused.join('、')}</p>
      )}
    </div>
  );

type NewTemplateProps = {
  readonly paper: PaperKind;
  /** Templates of this paper there are. */
  readonly lines: readonly TemplateLine[];
};

/** A file, its check, a look at it filled, and only then its name. */
export const NewTemplate = ({ paper, lines }: NewTemplateProps) => {
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [name, setName] = useState('');
  const [follows, setFollows] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const own = lines.filter(({ usable, superseded }) => usable && !superseded);
  const pick = async ([file]: readonly File[]): Promise<void> => {
    if (!file) return;
    setBusy(true);
    setChosen(null);
    try {
      const ticket = await putFile(file);
      const check = await api.papers.check.mutate({ ticket, paper: paper.kind });
      setChosen({ ticket, check });
      const same = own.find((line) => line.name === plainName(check.fileName));
      setName(plainName(check.fileName));
      setFollows(same?.id ?? null);
    } catch (error) {
      showFailure(error);
    } finally {
      setBusy(false);
    }
  };
  const preview = useTell(api.papers.preview.mutate, {
    onDone: ({ ticket }) => void saveOffered(ticket),
  });
  const save = useTell(api.papers.saveTemplate.mutate, {
    changes: ['ledgers'],
    onDone: () => {
      showDone(`已保存模板「${name}」，做${paper.label}时就能选它`);
      setChosen(null);
    },
  });
  const good = chosen !== null && chosen.check.problems.length === 0;
  return (
    <section className={classes.card} aria-label="添加模板">
      <h2 className={classes.title}>添加模板</h2>
      <FilePick
        label="选择模板文件"
        hint=".docx 或 .xlsx，不超过 4 MB，不能带宏或外部链接"
        accept=".docx,.xlsx"
        busy={busy}
        onPick={(files) => void pick(files)}
      />
      {chosen && <Findings check={chosen.check} />}
      {chosen && good && (
        <form
          className={classes.keep}
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate({ ticket: chosen.ticket, paper: paper.kind, name, follows });
          }}
        >
          <TextInput
            label="模板名称"
            value={name}
            maxLength={100}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Select
            label="替换已有的模板"
            placeholder="不替换，作为新模板"
            clearable
            disabled={own.length === 0}
            data={own.map((line) => ({ value: line.id, label: line.name }))}
            value={follows}
            onChange={setFollows}
          />
          <Button
            variant="default"
            loading={preview.isPending}
            onClick={() => preview.mutate({ paper: paper.kind, ticket: chosen.ticket, id: null })}
          >
            用最近一条记录预览
          </Button>
          <Button type="submit" loading={save.isPending} disabled={name.trim() === ''}>
            保存模板
          </Button>
        </form>
      )}
    </section>
  );
};
