import { addTexts } from '../i18n';
import { en } from './texts.en';
import { vi } from './texts.vi';

declare module '../i18n' {
  interface Texts {
    meeting: typeof vi;
  }
}

addTexts('meeting', { vi, en });
