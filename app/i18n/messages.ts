import type { en } from './en';
import type { Plural } from './translate';

/** Every sentence a person reads. English gives the shape; kk and ru must have the same, no less and no more. */
export type Messages = Widened<typeof en>;

type Widened<T> = T extends string
  ? string
  : T extends { one: string; other: string }
    ? Plural
    : T extends readonly (infer Item)[]
      ? Widened<Item>[]
      : { [Key in keyof T]: Widened<T[Key]> };
