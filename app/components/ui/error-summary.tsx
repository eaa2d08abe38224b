import type { ReactNode } from 'react';

export interface SummaryError {
  /** `#` and the id of the field. */
  href: string;
  text: string;
}

/** Takes the focus as the page opens; browsers without scripts honour the attribute on any focusable element. */
const focusFirst = { autoFocus: true, tabIndex: -1 };

/**
 * What went wrong, on top of the form, one link a field; the field repeats the same words.
 * A refusal that belongs to no field comes as `children`.
 */
export function ErrorSummary({ title, errors, children }: { title: string; errors?: SummaryError[]; children?: ReactNode }) {
  return (
    <div className="errors" role="alert" id="errors" aria-labelledby="errors-title" {...focusFirst}>
      <h2 id="errors-title">{title}</h2>
      {children && <div className="mt-2">{children}</div>}
      {errors && errors.length > 0 && (
        <ul className="list mt-2">
          {errors.map((error) => <li key={error.href + error.text}><a href={error.href}>{error.text}</a></li>)}
        </ul>
      )}
    </div>
  );
}
