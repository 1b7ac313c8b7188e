import { Button, TextInput } from '@mantine/core';
import {
  IconBuildingFactory2,
  IconFileImport,
  IconPlus,
  IconSearch,
  IconX,
} from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { Link, useLocation, useSearch } from 'wouter';
import { DataTable, type TableHandle } from '#renderer/parts/data-table.tsx';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { Loading } from '#renderer/parts/loading.tsx';
import { Page } from '#renderer/parts/page.tsx';
import { UnfinishedDrafts } from '#renderer/parts/unfinished-drafts.tsx';
import { useSearchBox } from '#renderer/parts/use-search-box.ts';
import { enterpriseColumns } from './enterprise-columns.tsx';
import classes from './enterprises-room.module.css';
import { useEnterpriseList } from './use-enterprise-list.ts';

const importButton = (filled: boolean) => (
  <Button
    component={Link}
    href="/imports/new"
    variant={filled ? 'filled' : 'default'}
    leftSection={<IconFileImport size="1.1rem" aria-hidden />}
  >
    导入企业名单
  </Button>
);

const newButton = (
  <Button
    component={Link}
    href="/enterprises/new"
    variant="default"
    leftSection={<IconPlus size="1.1rem" aria-hidden />}
  >
    新增企业
  </Button>
);

/** What was searched stays in the address, so that 返回 from a firm comes back to it. */
const useKeptSearch = () => {
  const [, navigate] = useLocation();
  const address = useSearch();
  const box = useSearchBox(new URLSearchParams(address).get('q') ?? '', 150);
  const { search } = box;
  useEffect(() => {
    const query = search === '' ? '' : `?${new URLSearchParams({ q: search })}`;
    navigate(`/enterprises${query}`, { replace: true });
  }, [search, navigate]);
  return box;
};

/** All firms of this store, searched as one types. */
export const EnterprisesRoom = () => {
  const [, navigate] = useLocation();
  const { text, search, set, input } = useKeptSearch();
  const table = useRef<TableHandle>(null);
  const list = useEnterpriseList(search);
  const isEmpty = list.isSuccess && !list.isPlaceholderData && search === '' && list.total === 0;
  return (
    <Page
      title="企业"
      subtitle={list.isSuccess && (search === '' ? `共 ${list.total} 家` : `找到 ${list.total} 家`)}
      fill
      actions={
        !isEmpty && (
          <>
            <Button component={Link} href="/imports" variant="subtle">
              导入记录
            </Button>
            {newButton}
            {importButton(false)}
          </>
        )
      }
    >
      <UnfinishedDrafts kind="enterprise" room="enterprises" noun="企业档案" />
      {!isEmpty && (
        <TextInput
          className={classes.search}
          label="在名单中搜索"
          placeholder="名称、曾用名、信用代码、地址、拼音首字母"
          leftSection={<IconSearch size="1rem" aria-hidden />}
          {...input}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown') {
              event.preventDefault();
              table.current?.focus();
            }
          }}
          rightSection={
            text !== '' && (
              <Button
                variant="transparent"
                size="compact-xs"
                aria-label="清除搜索"
                onClick={() => set('')}
              >
                <IconX size="1rem" aria-hidden />
              </Button>
            )
          }
        />
      )}
      {list.isError && <FailureNote error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Loading />}
      {isEmpty && (
        <EmptyState
          icon={<IconBuildingFactory2 size="2.5rem" stroke={1.2} />}
          title="还没有企业"
          actions={
            <>
              {newButton}
              {importButton(true)}
            </>
          }
        >
          可以把手头的企业名单（Excel、WPS 表格或 CSV）整份导入，导入前会先给您看每一行的结果。
        </EmptyState>
      )}
      {list.isSuccess && !isEmpty && list.total === 0 && (
        <EmptyState
          title={`没有找到「${search}」`}
          actions={
            <Button variant="default" onClick={() => set('')}>
              清除搜索
            </Button>
          }
        >
          可以只输名称中的几个字、信用代码的一段，或拼音首字母。
        </EmptyState>
      )}
      {list.total > 0 && (
        <DataTable
          key={search}
          ref={table}
          memory={`enterprises?${search}`}
          label="企业名单"
          columns={enterpriseColumns}
          rows={list.rows}
          rowKey={(row) => row.id}
          onOpen={(row) => navigate(`/enterprises/${row.id}`)}
          onEnd={list.more}
        />
      )}
    </Page>
  );
};
