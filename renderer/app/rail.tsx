import {
  IconArrowsExchange,
  IconBuildingFactory2,
  IconChartBar,
  IconClipboardText,
  IconMapPinCheck,
  IconMessageCircleQuestion,
  IconSettings,
  IconStairsUp,
  IconSunHigh,
} from '@tabler/icons-react';
import { Link, useLocation } from 'wouter';
import classes from './rail.module.css';

const rooms = [
  { href: '/today', word: '今日', icon: IconSunHigh },
  {
    href: '/enterprises',
    word: '企业',
    icon: IconBuildingFactory2,
    also: ['/imports', '/bulk-edits', '/doubles'],
  },
  { href: '/cultivation', word: '培育', icon: IconStairsUp },
  { href: '/sheets', word: '一企一策', icon: IconClipboardText },
  { href: '/visits', word: '走访', icon: IconMapPinCheck },
  { href: '/issues', word: '问题', icon: IconMessageCircleQuestion },
  { href: '/surveys', word: '摸底统计', icon: IconChartBar },
  { href: '/exchange', word: '数据交换', icon: IconArrowsExchange },
] as const;
const settings = { href: '/settings', word: '设置', icon: IconSettings } as const;

type Entry = {
  readonly href: string;
  readonly word: string;
  readonly icon: typeof IconSettings;
  /** Other addresses that belong to this room. */
  readonly also?: readonly string[];
};

const RailLink = ({ entry }: { readonly entry: Entry }) => {
  const [path] = useLocation();
  const here = [entry.href, ...(entry.also ?? [])].some((start) => path.startsWith(start));
  const Icon = entry.icon;
  return (
    <Link href={entry.href} className={classes.link} aria-current={here ? 'page' : undefined}>
      <Icon size="1.375rem" stroke={1.5} aria-hidden />
      {entry.word}
    </Link>
  );
};

/** The rooms, each an icon and a word. */
export const Rail = () => (
  <nav className={classes.rail} aria-label="栏目" data-screen-only>
    <div className={classes.brand}>企策</div>
    {rooms.map((entry) => (
      <RailLink key={entry.href} entry={entry} />
    ))}
    <div className={classes.spring} />
    <RailLink entry={settings} />
  </nav>
);
