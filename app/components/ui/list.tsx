import type { ReactNode } from 'react';
import { Button, LinkButton } from './button';
import { Hidden, SelectField, TextField, type Choice } from './field';
import { Icon } from './icon';
import { MarkSign } from './stair';

export interface Column<Item> {
  head: string;
  cell: (item: Item) => ReactNode;
  /** Where pressing the head leads, and how the list is sorted by it now. */
  sort?: { href: string; state: 'ascending' | 'descending' | 'none' };
  /** The cell that names the row; one a list, its head is not repeated on a phone. */
  names?: boolean;
  /** Numbers stand to the right. */
  number?: boolean;
}

const ARROW = { ascending: 'up', descending: 'down', none: null } as const;

function SortSign({ state }: { state: keyof typeof ARROW }) {
  const name = ARROW[state];
  return name && <Icon name={name} />;
}

/** A table on a wide screen, the same rows stacked on a phone, where a cell is one box beside its head. `caption` says what is listed and how many. */
export function DataList<Item>({ caption, captionHidden, columns, items, itemKey, stacks = true }: { caption: string; captionHidden?: boolean; columns: Column<Item>[]; items: Item[]; itemKey: (item: Item) => string; stacks?: boolean }) {
  return (
    <table className={stacks ? 'table table-stacks' : 'table'} role="table">
      <caption className={captionHidden ? 'sr-only' : undefined}>{caption}</caption>
      <thead>
        <tr role="row">
          {columns.map(({ head, sort, number }) => (
            <th key={head} scope="col" role="columnheader" className={number ? 'of-number' : undefined} aria-sort={sort && sort.state !== 'none' ? sort.state : undefined}>
              {sort ? <a href={sort.href}>{head}<SortSign state={sort.state} /></a> : head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {items.map((item) => (
          <tr key={itemKey(item)} role="row">
            {columns.map(({ head, cell, names, number }) =>
              names ? <th key={head} scope="row" role="rowheader">{cell(item)}</th> : <td key={head} role="cell" className={number ? 'of-number' : undefined} data-head={head}><div>{cell(item)}</div></td>,
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export interface PageLink {
  href: string;
  label: string;
}

/** Steps through a list by key; `count` says in words where one is: «1–25, барлығы 340». */
export function Pager({ label, count, first, next }: { label: string; count: string; first?: PageLink; next?: PageLink }) {
  return (
    <nav className="pager" aria-label={label}>
      <span className="small num">{count}</span>
      <span className="actions">
        {first && <LinkButton href={first.href}>{first.label}</LinkButton>}
        {next && <LinkButton href={next.href} rel="next">{next.label}<Icon name="arrow" /></LinkButton>}
      </span>
    </nav>
  );
}

export interface FilterBarProps {
  /** Where the form leads (GET), so that what is filtered stands in the address. */
  action: string;
  label: string;
  search?: { id?: string; name: string; label: string; value?: string };
  selects?: { id?: string; name: string; label: string; value?: string; options: Choice[] }[];
  /** Filters that few need, closed unless one of them is on. */
  more?: { label: string; selects: NonNullable<FilterBarProps['selects']> };
  hidden?: { name: string; value: string }[];
  submit: string;
  /** Shown when a filter is on. */
  clear?: PageLink;
}

/** Search and filters above a list. */
export function FilterBar({ action, label, search, selects = [], more, hidden = [], submit, clear }: FilterBarProps) {
  const choice = ({ id, name, label: word, value, options }: NonNullable<FilterBarProps['selects']>[number]) => (
    <SelectField key={name} id={id ?? `filter-${name}`} name={name} label={word} defaultValue={value} options={options} />
  );
  return (
    <form className="filters" method="get" action={action} role="search" aria-label={label}>
      {hidden.map((field) => <Hidden key={field.name} {...field} />)}
      {search && <div className="field-wide"><TextField id={search.id ?? `filter-${search.name}`} name={search.name} label={search.label} defaultValue={search.value} type="search" /></div>}
      {selects.map(choice)}
      <Button>{submit}</Button>
      {clear && <LinkButton kind="quiet" href={clear.href}>{clear.label}</LinkButton>}
      {more && (
        <details className="filters-more" open={more.selects.some(({ value }) => value)}>
          <summary>{more.label}</summary>
          <div className="filters">{more.selects.map(choice)}</div>
        </details>
      )}
    </form>
  );
}

/** Nothing here yet, and the next step. */
export function EmptyState({ title, text, action }: { title: string; text?: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty">
      <MarkSign />
      <p className="font-strong">{title}</p>
      {text && <p className="small max-w-reading">{text}</p>}
      {action && <div className="actions mt-2">{action}</div>}
    </div>
  );
}
