import { addTexts } from '../../ui/i18n';
import { en } from './texts.en';
import { vi } from './texts.vi';

declare module '../../ui/i18n' {
  interface Texts {
    kiosk: typeof vi;
  }
}

addTexts('kiosk', { vi, en });
