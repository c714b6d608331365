import { QueryClientProvider } from '@tanstack/react-query';
import { I18nextProvider } from 'react-i18next';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { texts } from '../ui/i18n';
import { CrashBoundary } from './CrashBoundary';
import { queries } from './queries';
import { routes } from './router';
import './texts';

const router = createBrowserRouter(routes);

/** The providers that both worlds share. Ant Design is not among them: see OfficeFrame. */
export function App() {
  return (
    <I18nextProvider i18n={texts}>
      <CrashBoundary>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </CrashBoundary>
    </I18nextProvider>
  );
}
