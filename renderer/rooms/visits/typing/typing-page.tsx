import { Button, Textarea, TextInput } from '@mantine/core';
import { IconDeviceFloppy } from '@tabler/icons-react';
import { type CSSProperties, type KeyboardEvent, useRef, useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { showFailure, useAsk } from '#renderer/app/query.ts';
import { DraftNotes, DraftStatusText } from '#renderer/parts/draft-status.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { today } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import { oneAtATime } from '#renderer/parts/one-at-a-time.ts';
import { Page } from '#renderer/parts/page.tsx';
import { UndoButtons } from '#renderer/parts/undo-buttons.tsx';
import { type StoredDraft, useStoredDraft } from '#renderer/parts/use-draft.ts';
import { useFormKeys } from '#renderer/parts/use-form-keys.ts';
import { useKeptForm } from '#renderer/parts/use-kept-form.ts';
import { useLatest } from '#renderer/parts/use-latest.ts';
import type { Colleague } from '#shared/visit-brief.ts';
import { typingDraftKey } from '#shared/visits.ts';
import { inputOfVisit } from '../visit-input.ts';
import { visitsCrumb } from '../visits-crumb.ts';
import { type FirmChoice, FirmField } from './firm-field.tsx';
import { blankPaper, type PaperField, type PaperForm, paperForm, readPaper } from './paper-form.ts';
import { TypedList } from './typed-list.tsx';
import classes from './typing-page.module.css';
import { useTyped } from './use-typed.ts';

type Cell = {
  readonly key: Exclude<PaperField, 'firm'>;
  readonly label: string;
  readonly hint?: string;
  /** Columns of twelve. */
  readonly width: number;
  readonly lines?: number;
};

/** In the order of the paper form, which is the order of Tab. */
const cells: readonly Cell[] = [
  { key: 'day', label: '走访日期', hint: '5.3 或 0503', width: 2 },
  { key: 'span', label: '起止时间', hint: '0900-1030', width: 2 },
  { key: 'people', label: '我方人员', hint: '首字母或姓名，空格隔开', width: 3 },
  { key: 'firmPeople', label: '企业人员', width: 3 },
  { key: 'place', label: '地点', width: 2 },
  { key: 'purpose', label: '目的', width: 3 },
  { key: 'types', label: '服务类型', hint: '数字，如 13，自己的词空一格写', width: 4 },
  { key: 'content', label: '走访内容', width: 6, lines: 3 },
  { key: 'findings', label: '发现', width: 3, lines: 3 },
  { key: 'advice', label: '建议', width: 3, lines: 3 },
  {
    key: 'issues',
    label: '企业提出的问题',
    hint: '一行一件（Shift+回车换行），行首数字是类型：1 质量 2 计量 3 标准化 4 特种设备 5 其他',
    width: 6,
    lines: 2,
  },
  { key: 'materials', label: '移交材料', width: 3 },
  { key: 'followUp', label: '后续安排', width: 3 },
  { key: 'satisfaction', label: '企业满意度', hint: '1 满意 2 基本满意 3 不满意', width: 3 },
];

const typeKeys =
  '1 质量　2 计量　3 标准化　4 特种设备　5 认证认可　6 检验检测　7 品牌　8 政策宣传　9 申报指导　0 其他';

const idOf = (field: PaperField): string => `typing-${field}`;

/** The firm a text was found to mean; what was typed since stays. */
const withFirm = (form: PaperForm, { firm, text }: FirmChoice): PaperForm =>
  form.firmName === text ? { ...form, firmId: firm.id, firmName: firm.name } : form;

type SheetProps = {
  readonly known: readonly Colleague[];
  readonly base: PaperForm;
  readonly stored: StoredDraft<PaperForm> | null;
};

const Sheet = ({ known, base, stored }: SheetProps) => {
  const kept = useKeptForm({
    ...{ kind: 'visit' as const, draftKey: typingDraftKey, id: typingDraftKey },
    ...{ enterpriseId: '', base, stored },
  });
  const { form, change } = kept;
  const { typed, add, takeBack, bringBack } = useTyped();
  const [checked, setChecked] = useState(false);
  const [saving, setSaving] = useState(false);
  const sheet = useRef<HTMLFormElement>(null);
  const now = today();
  const reading = { today: now, newId: () => crypto.randomUUID() };
  const { problems, read } = readPaper(form, known, reading);
  const problemOf = (field: PaperField): string | undefined =>
    checked ? problems.find((problem) => problem.field === field)?.message : undefined;
  const steps = (): HTMLElement[] => [
    ...(sheet.current?.querySelectorAll<HTMLElement>('[data-step]') ?? []),
  ];
  const goTo = (field: PaperField): void => document.getElementById(idOf(field))?.focus();

  const looking = useRef<Promise<FirmChoice | null>>(Promise.resolve(null));
  const latest = useLatest(form);

  const [alone] = useState(oneAtATime);
  const write = async (): Promise<void> => {
    // Quick hands press Ctrl+Enter before the firm they typed is found, or drawn.
    const choice = await looking.current;
    const sent = choice ? withFirm(latest.current, choice) : latest.current;
    const { form: made, problems: wrong } = readPaper(sent, known, reading);
    const [first] = wrong;
    setChecked(first !== undefined);
    if (first) {
      goTo(first.field);
      return;
    }
    setSaving(true);
    try {
      add(await api.visits.save.mutate(inputOfVisit(sent.visitId, sent.firmId, made, made, now)));
      const { day, people } = sent;
      await kept.settled(sent, blankPaper(crypto.randomUUID(), { day, people }));
      goTo('firm');
    } catch (error) {
      showFailure(error);
    } finally {
      setSaving(false);
    }
  };
  // Also while the firm is still looked for: written twice, a paper's issues would be there twice.
  const save = (): Promise<void> => alone(write);
  useFormKeys({ save: () => void save(), undo: kept.undo, redo: kept.redo });

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.altKey && event.key.toLowerCase() === 'z') {
      const last = typed.find(({ removed }) => removed === null);
      event.preventDefault();
      if (last) void takeBack(last);
      return;
    }
    if (event.key !== 'Enter' || event.shiftKey || event.target instanceof HTMLButtonElement)
      return;
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) void save();
    else {
      const all = steps();
      all[all.indexOf(event.target as HTMLElement) + 1]?.focus();
    }
  };
  return (
    <Page
      title="补录纸质走访表"
      breadcrumbs={[visitsCrumb]}
      subtitle={
        <span className={classes.about}>
          回车或 Tab 到下一栏，Ctrl+回车保存并接着录下一份，日期和人员带过去
          <DraftStatusText kept={kept} isNew />
        </span>
      }
      actions={
        <>
          <UndoButtons kept={kept} />
          <Button
            leftSection={<IconDeviceFloppy size="1.1rem" aria-hidden />}
            title="Ctrl+回车"
            loading={saving}
            onClick={() => void save()}
          >
            保存，录下一份
          </Button>
        </>
      }
    >
      <DraftNotes kept={kept} />
      <form
        ref={sheet}
        className={classes.sheet}
        aria-label="纸质走访表"
        onKeyDown={onKeyDown}
        onSubmit={(event) => event.preventDefault()}
      >
        <FirmField
          text={form.firmName}
          chosen={form.firmId}
          problem={problemOf('firm')}
          onText={(firmName) => change((f) => ({ ...f, firmName, firmId: '' }), 'firm')}
          onChoose={(choice) => change((f) => withFirm(f, choice), 'firm')}
          onLook={(answer) => {
            looking.current = answer;
          }}
          // The same people on the same day: then only what is new is typed.
          onNext={() => goTo(form.day === '' ? 'day' : form.people === '' ? 'people' : 'span')}
        />
        {cells.map(({ key, label, hint, width, lines }) => {
          const shown = read[key] ?? '';
          const common = {
            'data-step': true,
            id: idOf(key),
            label,
            size: 'xs' as const,
            placeholder: hint,
            autoComplete: 'off',
            error: problemOf(key),
            description: shown !== '' && shown !== form[key].trim() ? shown : undefined,
            inputWrapperOrder: ['label', 'input', 'error', 'description'] as (
              | 'label'
              | 'input'
              | 'error'
              | 'description'
            )[],
            value: form[key],
          };
          const put = (text: string): void => change((f) => ({ ...f, [key]: text }), key);
          return (
            <div key={key} style={{ '--columns': width } as CSSProperties} className={classes.cell}>
              {lines ? (
                <Textarea
                  {...common}
                  minRows={lines}
                  maxRows={8}
                  autosize
                  onChange={(event) => put(event.currentTarget.value)}
                />
              ) : (
                <TextInput {...common} onChange={(event) => put(event.currentTarget.value)} />
              )}
            </div>
          );
        })}
        <p className={classes.keys}>服务类型：{typeKeys}</p>
      </form>
      <TypedList
        typed={typed}
        onTakeBack={(one) => void takeBack(one)}
        onBringBack={(one) => void bringBack(one)}
      />
    </Page>
  );
};

/** `#/visits/typing`: a stack of paper forms, one after another, without the mouse. */
export const TypingPage = () => {
  const stored = useStoredDraft('visit', typingDraftKey, paperForm);
  const known = useAsk('visits', 'colleagues', undefined, () => api.visits.colleagues.query());
  const [base] = useState(() => blankPaper(crypto.randomUUID(), { day: '', people: '' }));
  const failed = [stored, known].find((query) => query.isLoadingError);
  if (failed)
    return (
      <Page title="补录纸质走访表" breadcrumbs={[visitsCrumb]}>
        <FailureNote error={failed.error} onRetry={() => void failed.refetch()} />
      </Page>
    );
  if (!known.data || !stored.ready) return <Loading />;
  return <Sheet known={known.data} base={base} stored={stored.data ?? null} />;
};
