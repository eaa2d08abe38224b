import { data } from '@remix-run/node';
import type { z } from 'zod';
import { REASONS, type Reason } from '~/domain/refusal';
import type { Problem } from './problem';

/** What a form sent, field by field, in order; repeated fields stay together. */
export type Typed = Record<string, string[]>;

/** Fields that belong to the frame of every form, not to what is said in it. */
const FRAME = new Set(['as', 'key', 'kept']);

/** What a form said, in NFC; the choices of a conflict page are already resolved into its fields. */
export function typedOf(form: FormData): Typed {
  const typed: Typed = {};
  for (const [name, value] of form.entries()) {
    if (typeof value !== 'string' || FRAME.has(name)) continue;
    (typed[name] ??= []).push(value.normalize('NFC'));
  }
  return settled(typed);
}

/** A conflict page sends both texts of a field and which one stays: `choice.x` = mine, theirs or merge. */
function settled(typed: Typed): Typed {
  const choices = Object.keys(typed).filter((name) => name.startsWith('choice.'));
  if (choices.length === 0) return typed;
  const rest = Object.entries(typed).filter(([name]) => !/^(choice|mine|theirs|merged)\./.test(name));
  const chosen = choices.map((name): [string, string[]] => {
    const field = name.slice('choice.'.length);
    const source = { mine: 'mine', theirs: 'theirs', merge: 'merged' }[typed[name]?.[0] ?? ''] ?? 'mine';
    return [field, typed[`${source}.${field}`] ?? ['']];
  });
  return Object.fromEntries([...rest, ...chosen]);
}

/**
 * Turns a posted form into a value the domain trusts, or into the answer that says what is wrong.
 *
 * Field names are paths: `goals[0].title`, `slots[2].weekday`. A name that ends in `[]` is a list. Unknown fields,
 * doubled fields and broken paths are a 400, as no page of ours sends them; what a person can mend is a 422 with the
 * typed text kept.
 */
export function parseForm<Schema extends z.ZodType>(
  typed: Typed,
  schema: Schema,
): { ok: true; value: z.output<Schema> } | { ok: false; answer: ReturnType<typeof data<Problem>> } {
  const nested = nest(typed);
  if (nested === null) return { ok: false, answer: malformed(typed) };
  const parsed = schema.safeParse(nested);
  if (parsed.success) return { ok: true, value: parsed.data };

  const fields: Record<string, Reason> = {};
  const fieldValues: NonNullable<Problem['fieldValues']> = {};
  for (const issue of parsed.error.issues) {
    if (issue.code === 'unrecognized_keys') return { ok: false, answer: malformed(typed) };
    const name = nameOf(issue.path);
    if (name in fields) continue;
    fields[name] = isReason(issue.message) ? issue.message : 'field.invalid';
    if (issue.code === 'custom' && issue.params) fieldValues[name] = issue.params as Record<string, string | number>;
  }
  return { ok: false, answer: data<Problem>({ fields, fieldValues, typed }, { status: 422 }) };
}

/** The answer to a form no page of ours sends. */
export function malformed(typed: Typed) {
  return data<Problem>({ reason: 'malformed', typed }, { status: 400 });
}

function isReason(message: string): message is Reason {
  return (REASONS as readonly string[]).includes(message);
}

function nameOf(path: PropertyKey[]): string {
  return path.reduce<string>((name, part) => (typeof part === 'number' ? `${name}[${part}]` : name ? `${name}.${String(part)}` : String(part)), '');
}

type Branch = { [key: string]: Branch | string | string[] };

/** `{ 'goals[0].title': ['x'] }` → `{ goals: [{ title: 'x' }] }`; null when the names contradict each other. */
function nest(typed: Typed): unknown | null {
  const root: Branch = {};
  for (const [name, values] of Object.entries(typed)) {
    const isList = name.endsWith('[]');
    const steps = (isList ? name.slice(0, -2) : name).split(/[.[\]]+/).filter(Boolean);
    if (steps.length === 0 || steps.length > 6 || steps.some((step) => step === '__proto__' || step === 'constructor' || step === 'prototype')) return null;
    if (!isList && values.length > 1) return null;
    let branch = root;
    for (const step of steps.slice(0, -1)) {
      const next = (branch[step] ??= {});
      if (typeof next === 'string' || Array.isArray(next)) return null;
      branch = next;
    }
    const leaf = steps[steps.length - 1] as string;
    if (branch[leaf] !== undefined) return null;
    branch[leaf] = isList ? values : (values[0] as string);
  }
  return asLists(root);
}

/** Objects whose keys are all whole numbers are lists, in the order of those numbers. */
function asLists(branch: Branch | string | string[]): unknown {
  if (typeof branch === 'string' || Array.isArray(branch)) return branch;
  const keys = Object.keys(branch);
  const values = (list: string[]) => list.map((key) => asLists(branch[key] as Branch));
  if (keys.length > 0 && keys.every((key) => /^\d{1,3}$/.test(key))) return values(keys.sort((a, b) => Number(a) - Number(b)));
  return Object.fromEntries(keys.map((key) => [key, asLists(branch[key] as Branch)]));
}
