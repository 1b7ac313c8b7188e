import { Button, Menu, TextInput } from '@mantine/core';
import {
  IconBuildingFactory2,
  IconFileImport,
  IconPlus,
  IconPrinter,
  IconSearch,
  IconX,
} from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { DataTable, type TableHandle } from '#renderer/parts/data-table.tsx';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { FailureNote } from '#renderer/parts/failure-note.tsx';
import { today } from '#renderer/parts/formats.ts';
import { Loading } from '#renderer/parts/loading.tsx';
import { Page } from '#renderer/parts/page.tsx';
import { VisitFormsButton } from '#renderer/parts/papers/visit-forms-button.tsx';
import { RollReading } from '#renderer/parts/roll-reading.tsx';
import { UnfinishedDrafts } from '#renderer/parts/unfinished-drafts.tsx';
import { FillDialog } from '#renderer/parts/visit-plan/fill-dialog.tsx';
import { type FirmSort, isUnfiltered, noFilter } from '#shared/firm-list.ts';
import { quarterOf } from '#shared/quarters.ts';
import { enterpriseColumns } from './enterprise-columns.tsx';
import classes from './enterprises-room.module.css';
import { FirmBulkDialog } from './firm-bulk-dialog.tsx';
import { FirmColumnMenu } from './firm-column-menu.tsx';
import { FirmExport } from './firm-export.tsx';
import { FirmFilters } from './firm-filters.tsx';
import { FirmViewsBar } from './firm-views.tsx';
import { useFirmColumns } from './use-firm-columns.ts';
import { useFirmQuery } from './use-firm-query.ts';
import { useFirmRows } from './use-firm-rows.ts';
import { useFirmSelection } from './use-firm-selection.ts';

const importButton = (filled: boolean) => (
  <Button
    component={Link}
    href="/imports/new"
    variant={filled ? 'filled' : 'default'}
    leftSection={<IconFileImport size="1.1rem" aria-hidden />}
  >
    导入表格
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

/** All firms of this store: searched as one types, filtered, sorted, changed together, exported. */
export const EnterprisesRoom = () => {
  const [, navigate] = useLocation();
  const { filter, order, address, box, narrow, sort, look } = useFirmQuery();
  const { search } = filter;
  const table = useRef<TableHandle>(null);
  const list = useFirmRows(filter, order);
  const ticks = useFirmSelection({ filter, order, address, total: list.total });
  const [changing, setChanging] = useState(false);
  const [planning, setPlanning] = useState(false);
  const { shown, choose } = useFirmColumns();
  const columns = useMemo(() => enterpriseColumns(shown), [shown]);
  const isWhole = isUnfiltered(filter);
  const isEmpty = list.settled && isWhole && list.total === 0;
  return (
    <Page
      title="企业"
      subtitle={list.settled && (isWhole ? `共 ${list.total} 家` : `找到 ${list.total} 家`)}
      fill
      actions={
        !isEmpty &&
        (ticks.count > 0 ? (
          <>
            <span className={classes.ticked} role="status">
              已选 {ticks.count} 家
            </span>
            <Button variant="default" onClick={ticks.clear}>
              取消选择
            </Button>
            <VisitFormsButton firms={ticks.choice} label="走访表" />
            <Button variant="default" onClick={() => setPlanning(true)}>
              列入走访计划
            </Button>
            <Button onClick={() => setChanging(true)}>批量修改</Button>
          </>
        ) : (
          <>
            <Button component={Link} href="/doubles" variant="subtle">
              重复档案
            </Button>
            <Menu position="bottom-end">
              <Menu.Target>
                <Button variant="subtle">操作记录</Button>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item component={Link} href="/imports">
                  导入记录
                </Menu.Item>
                <Menu.Item component={Link} href="/bulk-edits">
                  批量修改记录
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
            {newButton}
            {importButton(false)}
          </>
        ))
      }
    >
      <UnfinishedDrafts kind="enterprise" room="enterprises" noun="企业档案" />
      {!isEmpty && (
        <>
          <FirmViewsBar filter={filter} order={order} onLook={look} />
          <div className={classes.tools}>
            <TextInput
              className={classes.search}
              aria-label="在名单中搜索"
              placeholder="名称、曾用名、代码、地址、电话、拼音"
              leftSection={<IconSearch size="1rem" aria-hidden />}
              {...box.input}
              onKeyDown={(event) => {
                if (event.key === 'ArrowDown') {
                  event.preventDefault();
                  table.current?.focus();
                }
              }}
              rightSection={
                box.text !== '' && (
                  <Button
                    variant="transparent"
                    size="compact-xs"
                    aria-label="清除搜索"
                    onClick={() => box.set('')}
                  >
                    <IconX size="1rem" aria-hidden />
                  </Button>
                )
              }
            />
            <FirmFilters
              filter={filter}
              onChange={narrow}
              onClear={() => narrow({ ...noFilter, search })}
            />
            <div className={classes.end}>
              <FirmColumnMenu shown={shown} onChoose={choose} />
              <Button
                component={Link}
                href={address.replace('/enterprises', '/enterprises/print')}
                variant="default"
                size="compact-sm"
                leftSection={<IconPrinter size="0.95rem" aria-hidden />}
                disabled={list.total === 0}
              >
                打印
              </Button>
              <FirmExport filter={filter} order={order} columns={shown} total={list.total} />
            </div>
          </div>
        </>
      )}
      {list.error !== null && <FailureNote error={list.error} onRetry={list.retry} />}
      {!list.settled && list.error === null && <RollReading />}
      {list.pending && list.error === null && <Loading />}
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
          手头的表格（企业名单、经济指标、荣誉、证书、执行标准……，Excel、WPS 表格或
          CSV）都可以整份导入，写入前先给您看每一行的结果。
        </EmptyState>
      )}
      {list.settled && !isEmpty && list.total === 0 && (
        <EmptyState
          title={search === '' ? '没有符合条件的企业' : `没有找到「${search}」`}
          actions={
            <Button variant="default" onClick={() => look({ filter: noFilter, order })}>
              看全部企业
            </Button>
          }
        >
          {search === ''
            ? '可以去掉几个筛选条件再看。'
            : '可以只输名称中的几个字、信用代码的一段、电话或拼音首字母。'}
        </EmptyState>
      )}
      {list.total > 0 && (
        <DataTable
          key={address}
          ref={table}
          memory={address}
          label="企业名单"
          columns={columns}
          rows={list.rows}
          rowKey={(row) => row.id}
          onOpen={(row) => navigate(`/enterprises/${row.id}`)}
          onSight={list.onSight}
          order={order && { key: order.by, down: order.down }}
          onOrder={(next) => sort(next && { by: next.key as FirmSort, down: next.down })}
          selection={ticks.selection}
        />
      )}
      {planning && (
        <FillDialog
          quarter={quarterOf(today())}
          choice={{ firms: ticks.choice, count: ticks.count }}
          people={[]}
          onClose={() => setPlanning(false)}
          onDone={ticks.clear}
        />
      )}
      <FirmBulkDialog
        choice={changing ? ticks.choice : null}
        onClose={() => setChanging(false)}
        onDone={() => {
          setChanging(false);
          ticks.clear();
        }}
      />
    </Page>
  );
};
