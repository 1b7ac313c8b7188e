import { Tabs } from '@mantine/core';
import { useLocation, useParams } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk } from '#renderer/app/query.ts';
import { Page } from '#renderer/parts/page.tsx';
import room from '#renderer/parts/room-tabs.module.css';
import { BrandForm } from './brand-form.tsx';
import { ExcellenceView } from './excellence-view.tsx';
import { GapView } from './gap-view.tsx';

const tabs = [
  ['gaps', '差距分析', GapView],
  ['excellence', '卓越绩效自评', ExcellenceView],
  ['brand', '品牌价值', BrandForm],
] as const;

/** One firm measured: beside a benchmark, by the excellence criteria, and as a brand. */
export const FirmStandingPage = () => {
  const { id = '', tab = 'gaps' } = useParams();
  const [, navigate] = useLocation();
  const firm = useAsk('enterprises', 'get', { id }, api.enterprises.get.query);
  return (
    <Page
      title={firm.data?.name ?? '企业'}
      breadcrumbs={[{ label: '对标自评', href: '/cultivation/gaps' }]}
      fill
    >
      <Tabs
        value={tab}
        onChange={(next) => navigate(`/cultivation/firms/${id}/${next}`, { replace: true })}
        keepMounted={false}
        className={room.tabs}
      >
        <Tabs.List>
          {tabs.map(([key, word]) => (
            <Tabs.Tab key={key} value={key}>
              {word}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map(([key, , View]) => (
          <Tabs.Panel key={key} value={key} className={room.panel}>
            <View firmId={id} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  );
};
