import { test as base } from '@playwright/test';
import { MailServer } from './mailServer';
import { Server } from './server';

interface Installation {
  /** Each file names its own: workers outlive files, and what one file's tests have made is not another's to find. */
  installation: string;
  mail: MailServer;
  server: Server;
}

/** A fresh installation with a real mail server, for all tests of one file. */
export const test = base.extend<object, Installation>({
  installation: ['', { scope: 'worker', option: true }],
  mail: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from its pattern.
    async ({}, use) => {
      const mail = await MailServer.start();
      await use(mail);
      await mail.stop();
    },
    { scope: 'worker' },
  ],
  server: [
    async ({ mail, installation }, use) => {
      if (!installation) throw new Error('the file has no test.use({ installation: … })');
      const server = await Server.start({
        DIEMCAU_NAME: 'Hội nghị truyền hình tỉnh',
        DIEMCAU_MAIL_DOMAINS: 'tinh.gov.vn',
        // A second mail at once, instead of after a minute.
        Accounts__LinkMailPause: '00:00:00',
        ...mail.options,
      });
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 150_000 },
  ],
  baseURL: async ({ server }, use) => use(server.address),
});
