import { useLoaderData } from '@remix-run/react';
import { z } from 'zod';
import type { Handle } from '~/components/frame/handle';
import { Send } from '~/components/frame/send';
import { Button } from '~/components/ui/button';
import { Card } from '~/components/ui/card';
import { Hidden } from '~/components/ui/field';
import { PageHead } from '~/components/ui/page';
import { HOME } from '~/domain/accounts';
import { dayIn } from '~/domain/calendar';
import { publicAction, publicLoader } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { goTo, ownPath } from '~/http/redirect.server';
import { moveTo } from '~/http/sign-in.server';
import { useWords } from '~/i18n/words';
import { placesOf } from '~/services/sessions.server';

const choice = z.strictObject({ membership: z.string().max(64), to: z.string().max(2000).optional() });

export const handle: Handle = { title: (m) => m.accounts.place.title };

export const loader = publicLoader(async ({ house, visitor, url }) => {
  if (!visitor) throw goTo('/login');
  const places = await placesOf(house.database, visitor.userId, dayIn(house.now?.() ?? new Date()));
  return { places, now: visitor.actor?.membershipId ?? null, to: ownPath(url.searchParams.get('to')) };
});

export const action = publicAction(async ({ house, request, typed, visitor }) => {
  if (!visitor) return goTo('/login');
  const form = parseForm(typed, choice);
  if (!form.ok) return goTo('/place');
  const headers = await moveTo(house, request, visitor, form.value.membership);
  return headers ? goTo(form.value.to ?? '/', headers) : goTo('/place');
});

export default function Place() {
  const { places, now, to } = useLoaderData<typeof loader>();
  const { m, inOwn } = useWords();
  const words = m.accounts.place;
  return (
    <>
      <PageHead title={words.title} meta={words.lead} />
      {places.length === 0 && <p className="mt-4">{words.none}</p>}
      <div className="stack mt-6">
        {places.map((place) => (
          <Card key={place.id}>
            <p className="font-strong">{place.organisation ? inOwn(place.organisation).text : m.vocabulary.roles.parent}</p>
            <p className="small">{place.duty ? m.vocabulary.duties[place.duty] : m.vocabulary.roles[place.role]}</p>
            <Send className="mt-3">
              <Hidden name="membership" value={place.id} />
              <Hidden name="to" value={to === '/' ? HOME[place.role] : to} />
              <Button kind={place.id === now ? 'plain' : 'main'}>{words.submit}</Button>
            </Send>
          </Card>
        ))}
      </div>
    </>
  );
}
