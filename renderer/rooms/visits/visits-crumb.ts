/** The way back to the room. */
export const visitsCrumb = { label: '走访', href: '/visits' } as const;
