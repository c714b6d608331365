import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { chooseLanguage, texts } from '../../../ui/i18n';
import '../../../ui/fonts.css';
import '../../../ui/base.css';
import '../hall.css';
import '../texts';
import { roomEntrance } from '../../../rtc/door';
import { LivePhases } from '../LiveSession';
import { LiveContext } from '../live';
import { PaintedConference } from './paintedConference';

/**
 * The hall without a server, for looking at it while it is designed: `vite`, then
 * `/src/stages/live/painted/hall.html?scene=room&people=12&layout=grid&chair=1&sites=…`. Not part of the built client.
 */
const query = new URLSearchParams(window.location.search);
if (query.get('lang') === 'en') chooseLanguage('en');
const live = new PaintedConference({
  scene: query.get('scene') ?? 'room',
  people: Number(query.get('people') ?? 6),
  layout: query.get('layout') === 'grid' ? 'grid' : 'podium',
  chair: query.get('chair') === '1',
  screen: query.get('screen') === '1',
});
const hall = (
  <LiveContext value={live}>
    <div className="hall">
      <LivePhases
        live={live}
        door={{
          key: 'painted',
          entrance: () => roomEntrance('painted'),
          name: 'Giao ban trực tuyến tháng 11',
          unitName: 'Văn phòng UBND tỉnh',
          mode: 'conference',
          inviteLink: 'https://hop.tinh.gov.vn/p/k7m2qx9',
          isOpen: query.get('chair') === '1',
          isMine: query.get('chair') === '1',
          meeting: null,
          suggestedName: 'Phòng họp UBND xã Ea Kao',
        }}
        onAgain={() => window.location.reload()}
      />
    </div>
  </LiveContext>
);
// The room asks before the way back, which needs a router with data.
const router = createMemoryRouter([{ path: '*', element: hall }]);
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <I18nextProvider i18n={texts}>
      <QueryClientProvider client={new QueryClient()}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </I18nextProvider>,
  );
}
