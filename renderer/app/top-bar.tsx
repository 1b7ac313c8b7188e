import { Text } from '@mantine/core';
import { roleLabels } from '#shared/exchange.ts';
import type { SelfView } from '#shared/settings.ts';
import { ExchangePill } from './exchange-pill.tsx';
import { FirmSearch } from './firm-search.tsx';
import classes from './top-bar.module.css';

/** Search, where the data is, whose desk this is, and what may be written here. */
export const TopBar = ({ self }: { readonly self: SelfView }) => (
  <header className={classes.bar}>
    <FirmSearch />
    <div className={classes.spring} />
    <ExchangePill />
    <div className={classes.who}>
      <Text size="sm" truncate title={`${self.divisionName} ${self.officeName}`}>
        {self.officeName}
      </Text>
      <Text size="xs" c="dimmed" truncate>
        {roleLabels[self.role]} · {self.person}
      </Text>
    </div>
    <div className={classes.mark}>非密·内部使用</div>
  </header>
);
