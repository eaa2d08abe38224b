import { z } from 'zod';
import { LANGUAGES } from '~/domain/languages';
import { publicAction } from '~/http/door.server';
import { parseForm } from '~/http/form.server';
import { languageCookie } from '~/http/locale.server';
import { goTo } from '~/http/redirect.server';
import { rememberLanguage } from '~/services/accounts.server';

const choice = z.strictObject({ lang: z.enum(LANGUAGES), to: z.string().max(2000).optional() });

export const action = publicAction(async ({ house, typed, visitor }) => {
  const form = parseForm(typed, choice);
  if (!form.ok) return goTo('/');
  if (visitor) await rememberLanguage(house.database, visitor.userId, form.value.lang);
  return goTo(form.value.to, { 'Set-Cookie': languageCookie(form.value.lang, house.https) });
});
