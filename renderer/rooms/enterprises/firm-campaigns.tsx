import { Button } from '@mantine/core';
import { useLocation } from 'wouter';
import { api } from '#renderer/app/api.ts';
import { useAsk, useTell } from '#renderer/app/query.ts';
import { formatDay } from '#renderer/parts/formats.ts';
import {
  campaignStateLabels,
  type FirmCampaign,
  returnStateLabels,
} from '#shared/campaigns/views.ts';
import classes from './firm-campaigns.module.css';

const place = (id: string): string => `/visits/campaigns/returns/${id}`;

const words = ({ phase, standing, completedOn, endsOn }: FirmCampaign): string =>
  [
    standing === null ? '未列入' : returnStateLabels[standing],
    ...(completedOn === null ? [] : [`${formatDay(completedOn)}完成`]),
    ...(phase === 'open' && endsOn !== null ? [`截止 ${formatDay(endsOn)}`] : []),
    ...(phase === 'closed' ? [campaignStateLabels.closed] : []),
  ].join(' · ');

/** Campaigns the firm is asked in, and those under way it can be put into. Nothing where there are none. */
export const FirmCampaigns = ({ firmId }: { readonly firmId: string }) => {
  const [, navigate] = useLocation();
  const found = useAsk('visits', 'firmCampaigns', { id: firmId }, api.campaigns.ofFirm.query);
  const join = useTell(api.campaigns.join.mutate, {
    changes: ['visits'],
    onDone: ({ id }) => navigate(place(id)),
  });
  if (!found.data || found.data.length === 0) return null;
  return (
    <section className={classes.campaigns} aria-label="专项调研">
      <h2>专项调研</h2>
      <ul>
        {found.data.map((one) => {
          const { id, title, returnId } = one;
          return (
            <li key={id}>
              <span>{title}</span>
              <span className={classes.words}>{words(one)}</span>
              <Button
                variant="default"
                size="compact-sm"
                loading={join.isPending && join.variables.id === id}
                onClick={() =>
                  returnId === null ? join.mutate({ id, firm: firmId }) : navigate(place(returnId))
                }
              >
                {returnId === null ? '列入并填写' : one.standing === 'complete' ? '看答卷' : '填写'}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
};
