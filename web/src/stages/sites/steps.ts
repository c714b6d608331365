import type { SiteSummary } from './siteQueries';

type Requirement = SiteSummary['missing'][number];

/** The form in five steps, each with the blocks that it shows and what a complete description needs of it. */
export const steps = [
  { key: 'room', blocks: ['room'], needs: ['place', 'squareMetres', 'roomKind', 'sound', 'equipment'] },
  { key: 'contacts', blocks: ['contacts'], needs: ['leader', 'technicians'] },
  {
    key: 'devices',
    blocks: ['devices'],
    needs: ['decoder', 'camera', 'display', 'audio', 'accessories', 'dedicatedLine', 'backupLine'],
  },
  { key: 'lines', blocks: ['lines', 'addressRanges'], needs: ['slcdSpeed', 'internetSpeed', 'addressRanges'] },
  { key: 'picture', blocks: ['defaultLayout', 'cameraPresets'], needs: ['cameraPresets', 'defaultLayout'] },
] as const satisfies readonly { key: string; blocks: readonly string[]; needs: readonly Requirement[] }[];

export type Step = (typeof steps)[number];

/** What a step still lacks, in the order of the form. */
export function missingIn(step: Step, missing: readonly Requirement[]): Requirement[] {
  const needs: readonly Requirement[] = step.needs;
  return missing.filter((requirement) => needs.includes(requirement));
}

/** Where what is missing is said. */
export function stepOf(requirement: Requirement): Step {
  return steps.find((step) => (step.needs as readonly Requirement[]).includes(requirement)) ?? steps[0];
}

/** The index of the step that shows a block or a field of one, such as "contacts" or "squareMetres". */
export function stepWith(block: string): number {
  const at = steps.findIndex(({ key, blocks }) => key === block || (blocks as readonly string[]).includes(block));
  return Math.max(0, at);
}

/** The first step that still lacks something; the first of all when nothing does. */
export function firstOpen(missing: readonly Requirement[]): number {
  return Math.max(
    0,
    steps.findIndex((step) => missingIn(step, missing).length > 0),
  );
}
