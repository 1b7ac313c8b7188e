import {
  Autocomplete,
  Button,
  Group,
  Modal,
  NumberInput,
  Select,
  Stack,
  TextInput,
} from '@mantine/core';
import { useState } from 'react';
import { api } from '#renderer/app/api.ts';
import { useAsk, useTell } from '#renderer/app/query.ts';
import { DayInput } from '#renderer/parts/day-input.tsx';
import { FirmChooser } from '#renderer/parts/firm-chooser.tsx';
import { useRows } from '#renderer/rooms/cultivation/use-rows.ts';
import { product as productLedger } from '#shared/registers/product.ts';
import { rowTitle } from '#shared/registers/rows.ts';

type FormProps = { readonly firm: string; readonly onClose: (id: string | null) => void };

const Form = ({ firm, onClose }: FormProps) => {
  const [award, setAward] = useState('');
  const [year, setYear] = useState(new Date().getFullYear());
  const [productId, setProductId] = useState<string | null>(null);
  const [handler, setHandler] = useState('');
  const [dueOn, setDueOn] = useState('');
  const file = useAsk('enterprises', 'get', { id: firm }, api.enterprises.get.query);
  const awards = useRows('award', null);
  const products = useRows('product', firm);
  const product = products.data?.rows.find(({ id }) => id === productId);
  const create = useTell(api.applications.create.mutate, { onDone: ({ id }) => onClose(id) });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        create.mutate({
          enterpriseId: firm,
          award,
          year,
          object: product ? '产品' : null,
          product: product ? rowTitle(productLedger, product.values) : null,
          productId: product?.id ?? null,
          handler: handler || null,
          dueOn: dueOn || null,
        });
      }}
    >
      <Stack gap="sm">
        <TextInput label="企业" value={file.data?.name ?? ''} readOnly />
        <Autocomplete
          label="申报奖项"
          required
          data-autofocus
          value={award}
          onChange={setAward}
          data={[...new Set((awards.data?.rows ?? []).map(({ values }) => String(values.name)))]}
        />
        <NumberInput
          label="申报年度"
          required
          min={1990}
          max={2199}
          value={year}
          onChange={(next) => typeof next === 'number' && setYear(next)}
        />
        <Select
          label="申报产品"
          description="按企业申报的奖项不填"
          clearable
          searchable
          value={productId}
          onChange={setProductId}
          data={(products.data?.rows ?? []).map(({ id, values }) => ({
            value: id,
            label: rowTitle(productLedger, values),
          }))}
          nothingFoundMessage="档案里还没有产品，请先在「产品与标准」里登记"
        />
        <TextInput
          label="经办人"
          value={handler}
          onChange={(event) => setHandler(event.currentTarget.value)}
        />
        <DayInput label="材料截止" value={dueOn} onChange={setDueOn} />
        <Group justify="flex-end">
          <Button variant="default" onClick={() => onClose(null)}>
            取消
          </Button>
          <Button type="submit" loading={create.isPending}>
            登记申报
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

type DialogProps = {
  /** Null: the firm is chosen first. */
  readonly firm: string | null;
  /** Where the form for a chosen firm stands, with all that is filtered by. */
  readonly addressOf: (firm: string) => string;
  /** With the id of what was made, or null. */
  readonly onClose: (id: string | null) => void;
};

/** 登记申报: which firm, which product, which award, which year. */
export const NewApplicationDialog = ({ firm, addressOf, onClose }: DialogProps) => (
  <Modal
    opened
    onClose={() => onClose(null)}
    title="登记申报"
    size="md"
    closeButtonProps={{ 'aria-label': '关闭' }}
  >
    {firm === null ? <FirmChooser address={addressOf} /> : <Form firm={firm} onClose={onClose} />}
  </Modal>
);
