import { Button, Menu } from '@mantine/core';
import { IconCheck, IconChevronDown, IconFileText, IconPrinter } from '@tabler/icons-react';
import { useId } from 'react';
import { Link } from 'wouter';
import { api, saveOffered } from '#renderer/app/api.ts';
import { showDone, useAsk, useTell } from '#renderer/app/query.ts';

type PaperButtonProps = {
  /** Of `papers` in shared/papers. */
  readonly kind: string;
  /** The record the paper is about. */
  readonly id: string;
  /** What the button says. */
  readonly label: string;
  readonly size?: 'xs' | 'sm';
  /** Why no paper can be made now; shown on the button, which then does nothing. */
  readonly blocked?: string | null;
};

/** For `blocked`: the paper would not say what was typed and is not saved. */
export const notSaved = '有还没有保存的内容，先保存再生成';

/**
 * Makes a paper of a record and hands it over to be saved and printed: in the standard form, or in one of the
 * office's templates. What was chosen last is what the button does next time.
 */
export const PaperButton = ({ kind, id, label, size = 'sm', blocked = null }: PaperButtonProps) => {
  const menu = useId();
  const choice = useAsk('ledgers', 'templateChoice', { paper: kind }, api.papers.choice.query);
  const onDone = ({ ticket, fileName }: { readonly ticket: string; readonly fileName: string }) =>
    void saveOffered(ticket).then((saved) => saved && showDone(`已生成：${fileName}`));
  const make = useTell(api.papers.make.mutate, { changes: ['ledgers'], onDone });
  const makePdf = useTell(api.papers.makePdf.mutate, { changes: ['ledgers'], onDone });
  const templates = choice.data?.templates ?? [];
  const pdf = choice.data?.pdf ?? false;
  const chosen = choice.data?.chosen ?? null;
  const button = (
    <Button
      variant="default"
      size={size}
      leftSection={<IconFileText size="1.1rem" aria-hidden />}
      loading={make.isPending || makePdf.isPending}
      disabled={blocked !== null}
      title={blocked ?? templates.find((one) => one.id === chosen)?.name ?? '标准格式'}
      onClick={() => make.mutate({ kind, id, template: chosen })}
    >
      {label}
    </Button>
  );
  const options = [{ id: null, name: '标准格式', format: '' }, ...templates];
  return (
    <Button.Group>
      {button}
      <Menu position="bottom-end" id={menu}>
        <Menu.Target>
          <Button
            variant="default"
            size={size}
            px="xs"
            disabled={blocked !== null}
            aria-label={`${label}：选择格式`}
          >
            <IconChevronDown size="1rem" aria-hidden />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>用哪种格式生成</Menu.Label>
          {options.map((option) => (
            <Menu.Item
              key={option.id ?? ''}
              leftSection={
                <IconCheck
                  size="1rem"
                  aria-hidden
                  visibility={option.id === chosen ? undefined : 'hidden'}
                />
              }
              rightSection={option.format && `.${option.format}`}
              onClick={() => make.mutate({ kind, id, template: option.id })}
            >
              {option.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconPrinter size="1rem" aria-hidden />}
            disabled={!pdf}
            onClick={() => makePdf.mutate({ kind, id, template: chosen })}
          >
            {pdf ? 'PDF，用来打印' : 'PDF：请在 WPS 或 Word 中另存'}
          </Menu.Item>
          <Menu.Item component={Link} href={`/settings/templates?paper=${kind}`}>
            管理文书模板…
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Button.Group>
  );
};
