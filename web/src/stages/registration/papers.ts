import { api } from '../../api/client';
import { asProblem, Problem } from '../../api/problem';
import type { components } from '../../api/schema';

export type Paper = components['schemas']['Paper'];

export const paperEndings = '.pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.odt,.ods,.odp,.png,.jpg,.jpeg';

export const paperAddress = (meetingId: string, paperId: string) => `/api/meetings/${meetingId}/papers/${paperId}`;

/** The registration as an official letter in Word, made from the form. */
export const registrationDocument = (meetingId: string) => `/api/meetings/${meetingId}/registration/document`;

/** Sends the file as it is; the server streams it to its disk. */
export async function addPaper(meetingId: string, file: File, kind: Paper['kind']): Promise<Paper> {
  const call = await api
    .POST('/api/meetings/{id}/papers', {
      params: { path: { id: meetingId }, query: { name: file.name, letter: kind === 'letter' } },
      // The description of a binary body is a string.
      body: file as unknown as string,
      bodySerializer: (body) => body as unknown as BodyInit,
      headers: { 'Content-Type': 'application/octet-stream' },
    })
    .catch((error: unknown) => {
      throw error instanceof Problem ? error : Problem.noAnswer();
    });
  if (!call.data) throw asProblem(Problem.of(call.response, call.error));
  return call.data;
}

const units = ['B', 'KB', 'MB'] as const;

/** "1,4 MB" */
export function sizeText(bytes: number, language: string): string {
  const step = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(bytes, 1)) / 10));
  const value = bytes / 1024 ** step;
  return `${value.toLocaleString(language, { maximumFractionDigits: step === 0 ? 0 : 1 })} ${units[step]}`;
}
