import { test as base } from '@playwright/test';
import { MailServer } from './mailServer';
import { Server } from './server';

/** A server and the mail server it sends by. */
interface Installation {
  mail: MailServer;
  server: Server;
}

interface Fixtures extends Installation {
  /**
   * Each file names its own: what one file's tests have made is not another's to find. Files that give the same name and come one after
   * the other share it.
   */
  installation: string;
}

/** Of a worker, which outlives files and keeps its browser from one to the next. */
class Installations {
  private current: Promise<Installation> | null = null;
  private name = '';

  async named(name: string): Promise<Installation> {
    if (this.name !== name || !this.current) {
      await this.end();
      this.name = name;
      this.current = start();
    }
    return this.current;
  }

  async end(): Promise<void> {
    const ending = await this.current?.catch(() => null);
    this.current = null;
    await ending?.server.stop();
    await ending?.mail.stop();
  }
}

async function start(): Promise<Installation> {
  const mail = await MailServer.start();
  const server = await Server.start({
    DIEMCAU_NAME: 'Hội nghị truyền hình tỉnh',
    DIEMCAU_MAIL_DOMAINS: 'tinh.gov.vn',
    // A second mail at once, instead of after a minute.
    Accounts__LinkMailPause: '00:00:00',
    // Long enough for a browser to take a refusal back, and not so long as people need.
    Approval__LetterPause: '00:00:10',
    // What a command at the server has changed of an account is seen at once, instead of after seconds.
    Accounts__SessionCheckInterval: '00:00:00.050',
    ...mail.options,
  });
  return { mail, server };
}

const startingMs = 300_000;

/** A fresh installation with a real mail server, for all tests of one file. */
export const test = base.extend<Fixtures, { installations: Installations }>({
  installations: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads a fixture's needs from its pattern.
    async ({}, use) => {
      const installations = new Installations();
      await use(installations);
      await installations.end();
    },
    { scope: 'worker', timeout: startingMs },
  ],
  installation: ['', { option: true }],
  server: [
    async ({ installations, installation }, use) => {
      if (!installation) throw new Error('the file has no test.use({ installation: … })');
      await use((await installations.named(installation)).server);
    },
    { timeout: startingMs },
  ],
  mail: [
    async ({ installations, installation }, use) => use((await installations.named(installation)).mail),
    { timeout: startingMs },
  ],
  baseURL: async ({ server }, use) => use(server.address),
});
