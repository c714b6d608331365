import type { Translated } from '../../ui/i18n';
import type { vi } from './texts.vi';

export const en: Translated<typeof vi> = {
  title: 'User guide (in Vietnamese)',
  home: 'Home',
  chapters: 'Chapters',
  all: 'The whole guide',
  print: 'Print this page',
  search: 'Search the guide',
  searchHint: 'With or without accents, such as “mat khau phong”',
  found_other: '{{count}} sections found',
  nothing: 'No section mentions “{{term}}”. Try another word, or call the support contact.',
  previous: 'Previous chapter',
  next: 'Next chapter',
  unknownTitle: 'The guide has no such chapter',
  unknownText: 'Choose one from the list.',
};
