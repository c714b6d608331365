/** What came of an act that was done to several things. */
export interface DoneToEach {
  done: number;
  /** The first refusal; undefined: none. */
  refused: unknown;
}

/** Does the same to one after the other; what is refused of one keeps none of the others back. */
export async function doToEach<T>(items: readonly T[], act: (item: T) => Promise<unknown>): Promise<DoneToEach> {
  const all: DoneToEach = { done: 0, refused: undefined };
  for (const item of items) {
    try {
      await act(item);
      all.done++;
    } catch (error) {
      all.refused ??= error;
    }
  }
  return all;
}
