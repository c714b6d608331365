import type { components } from '../api/schema';

export type PasswordPolicy = components['schemas']['PasswordPolicy'];
export type Requirement = 'minimumLength' | 'letter' | 'digit';
export type Strength = 'none' | 'weak' | 'fair' | 'good' | 'strong';

/** Each requirement of the policy that applies, and whether the password meets it. Letters of any alphabet count. */
export function requirementsOf(policy: PasswordPolicy, password: string): { name: Requirement; met: boolean }[] {
  const list: { name: Requirement; met: boolean }[] = [
    { name: 'minimumLength', met: [...password].length >= policy.minimumLength },
  ];
  if (policy.requireLetter) list.push({ name: 'letter', met: /\p{L}/u.test(password) });
  if (policy.requireDigit) list.push({ name: 'digit', met: /\d/.test(password) });
  return list;
}

/**
 * A rough guess for the meter only: bits of a random password of this length and variety, where repeated characters count half.
 * The server alone decides what is accepted.
 */
export function strengthOf(policy: PasswordPolicy, password: string): Strength {
  if (password === '') return 'none';
  if (requirementsOf(policy, password).some((requirement) => !requirement.met)) return 'weak';
  const characters = [...password];
  let variety = 0;
  if (/\p{Ll}/u.test(password)) variety += 26;
  if (/\p{Lu}/u.test(password)) variety += 26;
  if (/\d/.test(password)) variety += 10;
  if (/[^\p{L}\d]/u.test(password)) variety += 32;
  const distinct = new Set(characters).size;
  const bits = (distinct + (characters.length - distinct) / 2) * Math.log2(Math.max(variety, 2));
  if (bits < 50) return 'fair';
  return bits < 75 ? 'good' : 'strong';
}
