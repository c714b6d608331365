import { lazy, Suspense } from 'react';
import { createBrowserRouter } from 'react-router';
import { PageWait } from './PageWait';
import { RouteCrash } from './RouteCrash';

// Each world is fetched when it is entered: a guest who opens a link never downloads Ant Design, and the office never downloads the call.
const LivePage = lazy(() => import('../stages/live/LivePage').then((module) => ({ default: module.LivePage })));
const OfficeFrame = lazy(() => import('./OfficeFrame').then((module) => ({ default: module.OfficeFrame })));

const live = (
  <Suspense fallback={<PageWait />}>
    <LivePage />
  </Suspense>
);

export const router = createBrowserRouter([
  {
    errorElement: <RouteCrash />,
    children: [
      { path: '/r/:roomId', element: live },
      { path: '/p/:slug', element: live },
      {
        element: (
          <Suspense fallback={<PageWait />}>
            <OfficeFrame />
          </Suspense>
        ),
        children: [{ path: '*', lazy: async () => ({ Component: (await import('./OfficeRoutes')).OfficeRoutes }) }],
      },
    ],
  },
]);
