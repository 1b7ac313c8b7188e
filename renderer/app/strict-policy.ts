import { config } from 'zod';

/**
 * Imported before every schema. zod would otherwise try whether it may compile code, which the
 * page's policy forbids and the browser reports as a violation.
 */
config({ jitless: true });
