import { registerHooks } from 'node:module';

/** `node --import` this file, and what asks for Electron gets the double. */
const double = new URL('./electron-double.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron'
      ? { url: double, shortCircuit: true, format: 'module-typescript' }
      : next(specifier, context),
});
