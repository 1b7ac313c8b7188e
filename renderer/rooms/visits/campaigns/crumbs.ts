export const campaignCrumbs = [
  { label: '走访', href: '/visits' },
  { label: '专项调研', href: '/visits/campaigns' },
] as const;
