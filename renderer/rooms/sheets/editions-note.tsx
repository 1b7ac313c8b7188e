import { Alert, Anchor } from '@mantine/core';
import { Link } from 'wouter';
import { formatDay } from '#renderer/parts/formats.ts';
import { standingWord } from '#shared/sheet-standing.ts';
import type { Sheet } from '#shared/sheets.ts';
import classes from './sheet-editor.module.css';

/** The other editions of this firm and year, each one click away; nothing where there is no other. */
export const EditionsNote = ({ sheet }: { readonly sheet: Sheet }) => {
  const others = sheet.editions.filter(({ id }) => id !== sheet.id);
  if (others.length === 0) return null;
  const isDoubled = others.some(({ edition }) => edition === sheet.edition);
  return (
    <Alert color={isDoubled ? 'amber' : 'ink'} variant="light" mb="sm" data-screen-only>
      <span className={classes.facts}>
        {sheet.replacedBy !== null && <b>这一版已由新版替代，只供查阅。</b>}
        {isDoubled && <b>这家企业 {sheet.year} 年另有一张同一版的工作表，请核对后留用一张。</b>}
        <span>其他版本：</span>
        {others.map(({ id, edition, status, issuedOn, replacedBy }) => (
          <Anchor key={id} component={Link} href={`/sheets/${id}`} size="sm">
            第 {edition} 版（{standingWord({ status, replacedBy })}
            {issuedOn === null ? '' : ` ${formatDay(issuedOn)}`}）
          </Anchor>
        ))}
      </span>
    </Alert>
  );
};
