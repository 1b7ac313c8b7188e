import { Button } from '@mantine/core';
import { IconKeyboard } from '@tabler/icons-react';
import { Link, useLocation } from 'wouter';
import { Page } from '#renderer/parts/page.tsx';
import { VisitFormsButton } from '#renderer/parts/papers/visit-forms-button.tsx';
import { RoomTabs } from '#renderer/parts/room-tabs.tsx';
import { NewVisitButton } from './visit-list-panel.tsx';
import { visitTabs } from './visit-tabs.ts';

/** The room's frame; what an officer comes for, a new visit, stands above every tab. */
export const VisitsRoom = () => {
  const [path, navigate] = useLocation();
  const [first] = visitTabs;
  const asked = path.split('/')[2];
  return (
    <Page
      title="走访"
      actions={
        <>
          <VisitFormsButton firms={null} label="空白走访表" />
          <Button
            component={Link}
            href="/visits/typing"
            variant="default"
            leftSection={<IconKeyboard size="1.1rem" stroke={1.6} aria-hidden />}
          >
            补录纸质表
          </Button>
          <NewVisitButton />
        </>
      }
      fill
    >
      <RoomTabs
        tabs={visitTabs}
        shown={visitTabs.find(({ key }) => key === asked) ?? first}
        onShow={(next) =>
          navigate(next === first?.key ? '/visits' : `/visits/${next}`, { replace: true })
        }
      />
    </Page>
  );
};
