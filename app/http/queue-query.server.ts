import { INSTRUCTION_LANGUAGES } from '~/domain/children';
import { afterOf } from '~/domain/lists';
import { CASE_KINDS, REQUEST_CHANNELS, URGENCIES } from '~/domain/queue';
import { QUEUE_SHOWS, type QueueQuery } from '~/services/queue.server';

/** What an address says of the queue; a value that is none of ours counts as not said. Somebody who is looked for may have a day already. */
export function queueQueryOf(url: URL): QueueQuery {
  const said = (name: string) => url.searchParams.get(name);
  const among = <Value extends string>(values: readonly Value[], name: string) => values.find((value) => value === said(name)) ?? null;
  const q = (said('q') ?? '').trim().slice(0, 100);
  return {
    q,
    show: among(QUEUE_SHOWS, 'show') ?? (q ? 'open' : 'waiting'),
    urgency: among(URGENCIES, 'urgency'),
    caseKind: among(CASE_KINDS, 'kind'),
    channel: among(REQUEST_CHANNELS, 'channel'),
    language: among(INSTRUCTION_LANGUAGES, 'language'),
    owed: among(['yes', 'no'] as const, 'owed'),
    after: afterOf(said('after')),
  };
}

/** The same filters as the address of a page of the list; nothing for the list as it opens. */
export function filtersOf({ q, show, urgency, caseKind, channel, language, owed }: QueueQuery): string {
  const params = new URLSearchParams();
  const add = (name: string, value: string | null) => {
    if (value) params.set(name, value);
  };
  add('q', q);
  add('show', show === (q ? 'open' : 'waiting') ? null : show);
  add('urgency', urgency);
  add('kind', caseKind);
  add('channel', channel);
  add('language', language);
  add('owed', owed);
  return params.toString();
}
