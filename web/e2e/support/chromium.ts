import { existsSync } from 'node:fs';

const shell = '/usr/bin/chromium-headless-shell';

/**
 * The same browser without the parts that only a person at a screen needs. At pages without cameras it takes three quarters of the processor;
 * in meetings it is the whole browser that has to do.
 */
export const officeProgram = process.env.CHROMIUM ?? (existsSync(shell) ? shell : undefined);

/** Debian's Chromium, quiet, with a painted camera and a microphone where a page asks for them. */
export const chromium = {
  launchOptions: {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      '--allow-loopback-in-peer-connection',
      '--autoplay-policy=no-user-gesture-required',
    ],
  },
};
