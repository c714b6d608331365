/** What the reader has said to questions of an import, by the numbers of rows. */
export interface Answers {
  readonly sameUnits: number[];
  readonly newUnits: number[];
  readonly sameParents: number[];
}

export type Answer = 'sameUnit' | 'newUnit' | 'sameParent';

export const noAnswers: Answers = { sameUnits: [], newUnits: [], sameParents: [] };

/** A row's later answer takes the place of its earlier one. */
export function answered(before: Answers, row: number, said: Answer): Answers {
  const without = (rows: readonly number[]) => rows.filter((known) => known !== row);
  switch (said) {
    case 'sameUnit':
      return { ...before, sameUnits: [...without(before.sameUnits), row], newUnits: without(before.newUnits) };
    case 'newUnit':
      return { ...before, newUnits: [...without(before.newUnits), row], sameUnits: without(before.sameUnits) };
    case 'sameParent':
      return { ...before, sameParents: [...without(before.sameParents), row] };
  }
}

/** As the next request says it. */
export const queryOf = (answers: Answers) => ({
  sameUnits: answers.sameUnits.join(','),
  newUnits: answers.newUnits.join(','),
  sameParents: answers.sameParents.join(','),
});
