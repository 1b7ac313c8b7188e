import { IconClockExclamation } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { cellOf } from '#renderer/parts/cell-history/cell-name.ts';
import { ContestedMark, othersInWords } from '#renderer/parts/contested.tsx';
import { formatMoment, today } from '#renderer/parts/formats.ts';
import type { ConflictLine } from '#shared/conflicts.ts';
import type { EnterpriseFile } from '#shared/enterprises.ts';
import type { CellOrigin } from '#shared/ledgers.ts';
import { refNoun, refWords } from '#shared/registers/provenance.ts';
import { monthsSince } from '#shared/registers/validity.ts';
import { factChoices, factField, factReading, factWords } from './fact-words.ts';
import classes from './facts-sheet.module.css';

type FactCellProps = {
  readonly file: EnterpriseFile;
  readonly name: string;
  /** As a person would type it. */
  readonly text: string;
  /** Typed and not saved. */
  readonly typed: boolean;
  readonly problem: string | null;
  readonly active: boolean;
  /** Nobody has confirmed it for long. */
  readonly stale: boolean;
  readonly origin: CellOrigin | undefined;
  readonly contested: ConflictLine | undefined;
  readonly onGo: () => void;
  readonly onText: (text: string) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
};

/** 来自 名单.xlsx › 第12行；导入；王科员（本机）2026年1月5日 14:30. */
const originWords = ({ sourceRef, source, purpose, actor, device, own, at }: CellOrigin): string =>
  [
    sourceRef === null
      ? `来源：${source ?? '没有注明'}`
      : `来自 ${refWords(sourceRef)}（Ctrl+H 看${refNoun(sourceRef)}）`,
    purpose,
    `${actor}（${own ? '本机' : device}）${formatMoment(at)}`,
  ].join('；');

type Box = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement | null;

const Editor = (props: FactCellProps) => {
  const { name, text, problem, typed, origin, stale, contested, onText, onKeyDown } = props;
  const field = factField(name);
  const choices = factChoices(name, text);
  const box = useRef<Box>(null);
  // The caret comes with the cell; all of it is marked, so that typing writes anew.
  useEffect(() => {
    box.current?.focus({ preventScroll: true });
    if (box.current && !(box.current instanceof HTMLSelectElement)) box.current.select();
    box.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const common = {
    ref: (element: Box) => {
      box.current = element;
    },
    value: text,
    'aria-label': field.label,
    'aria-invalid': problem !== null && typed,
    onKeyDown,
    onChange: (event: { readonly currentTarget: { readonly value: string } }) =>
      onText(event.currentTarget.value),
  };
  const read = factReading(name, text);
  const wrong = typed ? problem : null;
  return (
    <>
      {choices ? (
        <select {...common}>
          <option value="">—</option>
          {choices.map((word) => (
            <option key={word}>{word}</option>
          ))}
        </select>
      ) : field.kind === 'longText' ? (
        <textarea {...common} rows={4} />
      ) : (
        <input {...common} spellCheck={false} />
      )}
      <div className={classes.under} data-screen-only>
        {wrong && <div role="alert">{wrong}（改好后自动保存）</div>}
        {!wrong && read && <div>{read.text}</div>}
        {contested && (
          <div>两边写得不同，另有：{othersInWords(contested)}。保存新的写法就是裁定。</div>
        )}
        {field.hint && <div>{field.hint}</div>}
        {origin && <div>{originWords(origin)}</div>}
        {origin && stale && (
          <div className={classes.due}>
            已有 {monthsSince(origin.at, today())} 个月没有人确认，没有变就按 F9
          </div>
        )}
      </div>
    </>
  );
};

/** One fact: to read, with its source and the month somebody last stood by it; or to write. */
export const FactCell = (props: FactCellProps) => {
  const { file, name, text, typed, active, stale, origin, contested, problem, onGo } = props;
  const field = factField(name);
  const words = typed ? text : factWords(file, name);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys move the caret, which a click only places.
    // biome-ignore lint/a11y/noStaticElementInteractions: the cell becomes an input.
    <div
      className={classes.cell}
      data-active={active || undefined}
      data-typed={typed || undefined}
      data-wrong={(typed && problem !== null) || undefined}
      data-stale={stale || undefined}
      data-long={field.kind === 'longText' || undefined}
      {...cellOf('enterprise', file.id, name)}
      onClick={() => {
        if (!active) onGo();
      }}
    >
      <dt>{field.label}</dt>
      <dd>
        {active ? (
          <Editor {...props} />
        ) : (
          <>
            <span className={classes.words}>{words || '—'}</span>
            {contested && <ContestedMark line={contested} firmId={file.id} />}
          </>
        )}
      </dd>
      {origin && !active && (
        <span className={classes.mark} title={originWords(origin)}>
          {stale && <IconClockExclamation size="0.8rem" aria-label="待确认" />}
          {origin.source ?? ''} {origin.at.slice(0, 7)}
        </span>
      )}
    </div>
  );
};
