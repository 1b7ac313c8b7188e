import './strict-policy.ts';
import '@mantine/core/styles.css';
import '@mantine/notifications/styles.css';
import './base.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Router } from 'wouter';
import { SessionGate } from '#renderer/rooms/session/index.tsx';
import { InterfaceSizeProvider } from './interface-size.tsx';
import { createJobBoard, JobBoardContext } from './jobs.ts';
import { keepPresses } from './kept-press.ts';
import { createHashLocation } from './location.ts';
import { AppEvents, createQueryClient } from './query.ts';
import { Shell } from './shell.tsx';
import { cssVariables, theme } from './theme.ts';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');

keepPresses(window);

createRoot(root).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      forceColorScheme="light"
      defaultColorScheme="light"
    >
      <InterfaceSizeProvider>
        <QueryClientProvider client={createQueryClient()}>
          <JobBoardContext value={createJobBoard()}>
            <AppEvents />
            <Notifications position="bottom-center" data-screen-only />
            <Router {...createHashLocation()}>
              <SessionGate>{(session) => <Shell session={session} />}</SessionGate>
            </Router>
          </JobBoardContext>
        </QueryClientProvider>
      </InterfaceSizeProvider>
    </MantineProvider>
  </StrictMode>,
);
