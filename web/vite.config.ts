import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';
import { guide } from './build/guide.ts';
import { installable } from './build/installable.ts';

// The server that `vite dev` speaks to; its certificate is usually the generated one.
const server = { target: process.env.DIEMCAU_SERVER ?? 'https://localhost:8443', secure: false };

export default defineConfig({
  plugins: [react(), guide(), installable()],
  server: {
    proxy: {
      '/api': server,
      '/health': server,
      '/whip': server,
      '/whep': server,
      '/hubs': { ...server, ws: true },
    },
  },
  build: {
    target: 'es2022',
    reportCompressedSize: true,
    rolldownOptions: {
      output: {
        // Two shared pieces change at other times than the client and are cached apart. Ant Design is left to the pages, which take the parts
        // that they use: what a room page and the sign-in page fetch must stay small on a commune's line.
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules[\\/](react|react-dom|react-router|scheduler)[\\/]/, priority: 30 },
            { name: 'signalr', test: /node_modules[\\/]@microsoft[\\/]signalr[\\/]/, priority: 30 },
          ],
        },
      },
    },
  },
  test: {
    include: ['src/**/*.test.{ts,tsx}'],
    environment: 'node',
  },
});
