import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
// 92 slices by unicode range: a page loads the few whose letters it shows.
import 'pretendard/dist/web/variable/pretendardvariable-dynamic-subset.css';
import './app/theme/global.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { startTranslations } from './app/i18n.ts';
import { session } from './app/session.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

await startTranslations();
session.start();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
