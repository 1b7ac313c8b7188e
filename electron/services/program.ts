import manifest from '#package' with { type: 'json' };

/** The version of this program, as people see it. */
export const program: string = `企策 ${manifest.version}`;
