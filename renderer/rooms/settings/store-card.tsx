import { FieldList, FieldRow } from '#renderer/parts/form-section.tsx';
import { formatBytes } from '#renderer/parts/formats.ts';
import { roleLabels } from '#shared/exchange.ts';
import type { SelfView, StoreOverview } from '#shared/settings.ts';
import { Card } from './card.tsx';

type StoreCardProps = { readonly self: SelfView; readonly overview: StoreOverview };

/** Whose store this is and where it lies. */
export const StoreCard = ({ self, overview }: StoreCardProps) => (
  <Card title="本机">
    <FieldList columns={1}>
      <FieldRow label="单位">{self.officeName}</FieldRow>
      <FieldRow label="角色">{roleLabels[self.role]}</FieldRow>
      <FieldRow label="行政区划">
        {self.divisionName}（{self.division}）
      </FieldRow>
      <FieldRow label="姓名">{self.person}</FieldRow>
      <FieldRow label="数据目录">{overview.dir}</FieldRow>
      <FieldRow label="数据大小">
        {formatBytes(overview.bytes)}，照片另有 {formatBytes(overview.mediaBytes)}
      </FieldRow>
      <FieldRow label="版本">
        {overview.program}，数据版本 {overview.schema}
      </FieldRow>
    </FieldList>
  </Card>
);
