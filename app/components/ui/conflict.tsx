import type { ReactNode } from 'react';
import { Button } from './button';
import { RadioGroup } from './choice';
import { Hidden, TextArea } from './field';

export interface ConflictField {
  name: string;
  label: string;
  mine: string;
  theirs: string;
}

export interface ConflictViewProps {
  title: string;
  text: ReactNode;
  action?: string;
  fields: ConflictField[];
  /** Carried along: the version one answers to, and everything that did not clash. */
  hidden?: { name: string; value: string | number }[];
  texts: { mine: string; theirs: string; choose: string; keepMine: string; takeTheirs: string; merge: string; merged: string; submit: string };
  /** Choices kept from a form that came back. */
  chosen?: Record<string, 'mine' | 'theirs' | 'merge'>;
}

/**
 * Two people changed the same text: both stand side by side, and nothing is lost before one chooses.
 * Posts `choice.<name>` (mine, theirs or merge) and, for merge, `merged.<name>`; both texts go along as `mine.<name>` and `theirs.<name>`.
 */
export function ConflictView({ title, text, action, fields, hidden = [], texts, chosen = {} }: ConflictViewProps) {
  return (
    <form method="post" action={action} className="stack">
      <div>
        <h2>{title}</h2>
        <div className="mt-1">{text}</div>
      </div>
      {hidden.map((field) => <Hidden key={field.name} {...field} />)}
      {fields.map(({ name, label, mine, theirs }) => {
        const id = `conflict-${name.replaceAll(/[^\w-]/g, '-')}`;
        return (
          <section key={name} className="card card-part conflict" aria-labelledby={`${id}-label`}>
            <h3 id={`${id}-label`} className="mb-2">{label}</h3>
            <Hidden name={`mine.${name}`} value={mine} />
            <Hidden name={`theirs.${name}`} value={theirs} />
            <div className="versions">
              <div className="version"><p className="small">{texts.mine}</p><p>{mine}</p></div>
              <div className="version"><p className="small">{texts.theirs}</p><p>{theirs}</p></div>
            </div>
            <div className="mt-4 grid gap-4">
              <RadioGroup id={id} legend={texts.choose} name={`choice.${name}`} layout="chips" defaultValue={chosen[name] ?? 'mine'} options={[{ value: 'mine', label: texts.keepMine }, { value: 'theirs', label: texts.takeTheirs }, { value: 'merge', label: texts.merge }]} />
              <div className="conflict-merge"><TextArea id={`${id}-merged`} name={`merged.${name}`} label={texts.merged} defaultValue={`${mine}\n\n${theirs}`} /></div>
            </div>
          </section>
        );
      })}
      <Button kind="main">{texts.submit}</Button>
    </form>
  );
}
