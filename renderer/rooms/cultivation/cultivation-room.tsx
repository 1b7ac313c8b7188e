import { useLocation, useParams, useSearch } from 'wouter';
import { Page } from '#renderer/parts/page.tsx';
import { RoomTabs } from '#renderer/parts/room-tabs.tsx';
import { cultivationTabs } from './tabs.ts';

/** The room's frame: one tab a question; the tab stays in the address. */
export const CultivationRoom = () => {
  const [, navigate] = useLocation();
  const { tab: asked } = useParams();
  const [first] = cultivationTabs;
  // The day figures are told for goes along from tab to tab.
  const on = new URLSearchParams(useSearch()).get('on');
  return (
    <Page title="培育" fill>
      <RoomTabs
        tabs={cultivationTabs}
        shown={cultivationTabs.find(({ key }) => key === asked) ?? first}
        onShow={(next) =>
          navigate(`/cultivation/${next}${on ? `?on=${on}` : ''}`, { replace: true })
        }
      />
    </Page>
  );
};
