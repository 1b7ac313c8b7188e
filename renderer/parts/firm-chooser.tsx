import { Text, TextInput, UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { Link, useLocation } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { FailureNote } from './failure-note.tsx';
import classes from './firm-chooser.module.css';
import { useEarlyEnter } from './use-early-enter.ts';
import { useSearchBox } from './use-search-box.ts';

const mostFirms = 12;

export type ChosenFirm = {
  readonly id: string;
  readonly name: string;
  readonly township: string | null;
};

type FirmChooserProps =
  /** Each firm leads somewhere. */
  | { readonly address: (firmId: string) => string; readonly onChoose?: undefined }
  /** The firm is taken where the person is. */
  | { readonly address?: undefined; readonly onChoose: (firm: ChosenFirm) => void };

/** First the firm, then the form: type a few letters, Enter takes the first one found. */
export const FirmChooser = ({ address, onChoose }: FirmChooserProps) => {
  const { text, search, input } = useSearchBox('', 120);
  const [, navigate] = useLocation();
  const firms = useAsk(
    'enterprises',
    'list',
    { search, limit: mostFirms, offset: 0 },
    api.enterprises.list.query,
    { keep: true },
  );
  const rows = firms.data?.rows ?? [];
  const first = rows[0];
  const settled = search === text.trim() && !firms.isPlaceholderData && !firms.isPending;
  const enter = useEarlyEnter(settled, () => {
    if (!first) return;
    if (onChoose) onChoose(first);
    else navigate(address(first.id));
  });
  return (
    <div className={classes.chooser}>
      <TextInput
        label="选择企业"
        description="输入名称、统一社会信用代码或拼音首字母，按回车选第一家"
        size="md"
        data-autofocus
        autoFocus
        leftSection={<IconSearch size="1.1rem" aria-hidden />}
        {...input}
        onChange={(event) => {
          enter.forget();
          input.onChange(event);
        }}
        onKeyDown={enter.onKeyDown}
      />
      {firms.isError && <FailureNote error={firms.error} onRetry={() => void firms.refetch()} />}
      {firms.isSuccess && rows.length === 0 && (
        <Text size="sm" c="dimmed">
          {search === ''
            ? '还没有企业，请先在「企业」里新增或导入名单。'
            : `没有找到「${search}」。`}
        </Text>
      )}
      {rows.length > 0 && (
        <ul className={classes.list} aria-label="找到的企业" aria-busy={!settled}>
          {rows.map((row, place) => {
            const said = (
              <>
                <span className={classes.name}>{row.name}</span>
                <span className={classes.fact}>{row.township}</span>
                <span className={classes.fact}>{row.uscc}</span>
              </>
            );
            const look = { className: classes.firm, 'data-first': place === 0 || undefined };
            return (
              <li key={row.id}>
                {onChoose ? (
                  <UnstyledButton {...look} onClick={() => onChoose(row)}>
                    {said}
                  </UnstyledButton>
                ) : (
                  <Link {...look} href={address(row.id)}>
                    {said}
                  </Link>
                )}
              </li>
            );
          })}
        </ul>
      )}
      {(firms.data?.total ?? 0) > rows.length && (
        <Text size="xs" c="dimmed">
          共 {firms.data?.total} 家，再输几个字可缩小范围
        </Text>
      )}
    </div>
  );
};
