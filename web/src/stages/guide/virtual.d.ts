declare module 'virtual:guide' {
  interface Chapter {
    slug: string;
    title: string;
    html: string;
    sections: { id: string; title: string; text: string }[];
  }

  /** The table of contents first, whose slug is empty. */
  export const chapters: Chapter[];

  /** Addresses of all screenshots. */
  export const pictures: string[];
}
