import { createHash, randomBytes } from 'node:crypto';
import { and, asc, eq, gt, gte, inArray, isNull, lte, or, sql, type SQL } from 'drizzle-orm';
import type { Database, Tx } from '#db/client.server';
import { children, guardianRestrictions, guardians, memberships, newId, oneTimeCodes, users } from '#db/schema';
import type { Language, Relation } from '#db/vocabulary';
import { addDays } from '~/domain/calendar';
import { foldForSearch, fullName, sortKey } from '~/domain/children';
import { CODE_DAYS, readCode, whyNotRedeem, writeCode, type GuardianDraft } from '~/domain/guardians';
import { refuse, type Reason } from '~/domain/refusal';
import { append, audit, opening } from './audit.server';
import type { Context } from './context';
import { readHead, type ChildHead } from './heads.server';
import { authorize, during, guardianLink, may } from './ties.server';

export interface GuardianRow {
  id: string;
  name: string;
  relation: Relation;
  /** Called first; null when the reader is not told. */
  preferred: boolean | null;
  /** Has an account; null when the reader is not told. */
  linked: boolean | null;
  /** Households counted from 1 in the order of the list; null when the reader is not told. */
  household: number | null;
  phone: string | null;
  address: string | null;
  /** A restriction acts: contact only through the coordinator. */
  flagged: boolean;
}

export interface GuardianList {
  head: ChildHead;
  rows: GuardianRow[];
  /** What the reader may know beside names and relations. */
  shows: { contacts: boolean; addresses: boolean; accounts: boolean };
  can: { add: boolean; code: boolean };
}

/**
 * The adults who answer for a child, as far as the reader may know them (access.md, Guardianship and Identity): a
 * coordinator sees all, a teacher the telephone of the one to be called first, a specialist names, a guardian only
 * the own line. Telephones and addresses are a sensitive read of their own.
 */
export async function listGuardians(ctx: Context, childId: string): Promise<GuardianList> {
  const list = await opening(ctx, 'guardian.list', { childId }, (tx) => readList(ctx, tx, childId));
  if (!list.shows.contacts) return list;
  const contacts = await opening(ctx, 'identity.contacts', { childId }, (tx) => readContacts(ctx, tx, childId, list));
  return { ...list, rows: list.rows.map((row) => ({ ...row, ...contacts.get(row.id) })) };
}

async function readList(ctx: Context, tx: Tx, childId: string): Promise<GuardianList> {
  await authorize(ctx, tx, 'guardian.list', { childId });
  const link = ctx.actor.role === 'parent' ? await guardianLink(ctx, tx, childId) : null;
  if (ctx.actor.role === 'parent' && !link) refuse('not-found');
  const rows = await tx
    .select({
      id: guardians.id,
      surname: guardians.surname,
      givenName: guardians.givenName,
      patronymic: guardians.patronymic,
      relation: guardians.relation,
      preferred: guardians.preferred,
      userId: guardians.userId,
      household: guardians.household,
    })
    .from(guardians)
    .where(and(eq(guardians.childId, childId), during(ctx, guardians), link ? eq(guardians.id, link.id) : undefined))
    .orderBy(sql`${guardians.preferred} desc`, asc(guardians.surname), asc(guardians.givenName), asc(guardians.id));
  const keeps = await may(ctx, tx, 'guardian.link', { childId });
  const flagged = (await may(ctx, tx, 'guardian.restriction-open', { childId })) ? await restricted(ctx, tx, rows.map(({ id }) => id)) : new Set<string>();
  const households = [...new Set(rows.map(({ household }) => household))];
  const head = await readHead(ctx, tx, childId);
  return {
    head: link?.closed.includes('location') ? { ...head, className: null } : head,
    rows: rows.map((row) => ({
      id: row.id,
      name: fullName(row),
      relation: row.relation,
      preferred: keeps || ctx.actor.role === 'teacher' ? row.preferred : null,
      linked: keeps ? row.userId !== null : null,
      household: keeps ? households.indexOf(row.household) + 1 : null,
      phone: null,
      address: null,
      flagged: flagged.has(row.id),
    })),
    shows: { contacts: await may(ctx, tx, 'identity.contacts', { childId }), addresses: ctx.actor.role !== 'teacher', accounts: keeps },
    can: { add: keeps, code: keeps },
  };
}

async function readContacts(
  ctx: Context,
  tx: Tx,
  childId: string,
  { rows }: GuardianList,
): Promise<Map<string, { phone: string | null; address: string | null }>> {
  const { only } = await authorize(ctx, tx, 'identity.contacts', { childId });
  const shown = rows.filter((row) => only !== 'preferred-phone' || (row.preferred && !row.flagged)).map(({ id }) => id);
  if (shown.length === 0) return new Map();
  const found = await tx
    .select({ id: guardians.id, phone: guardians.phone, address: guardians.address })
    .from(guardians)
    .where(inArray(guardians.id, shown));
  return new Map(found.map(({ id, phone, address }) => [id, { phone, address: only === 'preferred-phone' ? null : address }]));
}

async function restricted(ctx: Context, tx: Tx, guardianIds: string[]): Promise<Set<string>> {
  if (guardianIds.length === 0) return new Set();
  const rows = await tx
    .select({ guardianId: guardianRestrictions.guardianId })
    .from(guardianRestrictions)
    .where(
      and(
        inArray(guardianRestrictions.guardianId, guardianIds),
        isNull(guardianRestrictions.liftedAt),
        lte(guardianRestrictions.validFrom, ctx.today),
        gte(guardianRestrictions.validTo, ctx.today),
      ),
    );
  return new Set(rows.map(({ guardianId }) => guardianId));
}

export interface NewGuardianPage {
  head: ChildHead;
  /** Guardians on record, whose household the new one may share. */
  others: { id: string; name: string }[];
}

/** What the form for a new guardian shows. */
export function startGuardian(ctx: Context, childId: string): Promise<NewGuardianPage> {
  return ctx.read(async (tx) => {
    await authorize(ctx, tx, 'guardian.link', { childId });
    const others = await tx
      .select({ id: guardians.id, surname: guardians.surname, givenName: guardians.givenName, patronymic: guardians.patronymic })
      .from(guardians)
      .where(and(eq(guardians.childId, childId), during(ctx, guardians)))
      .orderBy(asc(guardians.surname), asc(guardians.id));
    return { head: await readHead(ctx, tx, childId), others: others.map((row) => ({ id: row.id, name: fullName(row) })) };
  });
}

/**
 * Writes down a guardian whose documents the coordinator has seen, and links the account of the e-mail when one is given.
 * @returns the guardian's id
 * @throws Refused `guardian.no-such-account`, `guardian.already-linked`, `field.choose` for a household of another child
 */
export function addGuardian(ctx: Context, childId: string, draft: GuardianDraft): Promise<string> {
  return ctx.transaction(async (tx) => {
    await authorize(ctx, tx, 'guardian.link', { childId });
    const household = draft.household === 'own' ? newId() : await householdOf(ctx, tx, childId, draft.household);
    const userId = draft.email ? await accountToLink(ctx, tx, childId, draft.email) : null;
    if (draft.preferred) await tx.update(guardians).set({ preferred: false }).where(and(eq(guardians.childId, childId), eq(guardians.preferred, true)));
    const [guardian] = await tx
      .insert(guardians)
      .values({
        childId,
        userId,
        surname: draft.surname,
        givenName: draft.givenName,
        patronymic: draft.patronymic || null,
        relation: draft.relation,
        phone: draft.phone,
        address: draft.address || null,
        household,
        preferred: draft.preferred,
        language: draft.language,
        verifiedBy: ctx.actor.id,
        linkedAt: userId ? ctx.now : null,
        validFrom: ctx.today,
      })
      .returning({ id: guardians.id });
    if (!guardian) throw new Error('the guardian was not written');
    if (userId) await parentPlaceOf(tx, userId, ctx.today);
    await audit(ctx, tx, 'guardian.link', { childId, subjectId: guardian.id, detail: userId ? 'account' : 'no account yet' });
    return guardian.id;
  });
}

async function householdOf(ctx: Context, tx: Tx, childId: string, guardianId: string): Promise<string> {
  const [other] = await tx
    .select({ household: guardians.household })
    .from(guardians)
    .where(and(eq(guardians.id, guardianId), eq(guardians.childId, childId), during(ctx, guardians)));
  return other?.household ?? refuse('field.choose');
}

async function accountToLink(ctx: Context, tx: Tx, childId: string, email: string): Promise<string> {
  const [account] = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.email, email.toLowerCase()), isNull(users.disabledAt)));
  if (!account) refuse('guardian.no-such-account');
  if (await isLinked(tx, childId, account.id, ctx.today)) refuse('guardian.already-linked');
  return account.id;
}

async function isLinked(tx: Tx, childId: string, userId: string, today: string): Promise<boolean> {
  const [link] = await tx
    .select({ id: guardians.id })
    .from(guardians)
    .where(and(eq(guardians.childId, childId), eq(guardians.userId, userId), validOn(today, guardians)));
  return link !== undefined;
}

function validOn(today: string, { validFrom, validTo }: Pick<typeof guardians, 'validFrom' | 'validTo'> | Pick<typeof memberships, 'validFrom' | 'validTo'>): SQL {
  return and(lte(validFrom, today), or(isNull(validTo), gte(validTo, today))) as SQL;
}

/** The person's place as a parent, made when there is none. @returns the membership's id */
async function parentPlaceOf(tx: Tx, userId: string, today: string): Promise<string> {
  const [place] = await tx
    .select({ id: memberships.id })
    .from(memberships)
    .where(and(eq(memberships.userId, userId), eq(memberships.role, 'parent'), validOn(today, memberships)));
  if (place) return place.id;
  const id = newId();
  await tx.insert(memberships).values({ id, userId, organisationId: null, role: 'parent', validFrom: today });
  return id;
}

export interface CodePage {
  head: ChildHead;
  name: string;
  relation: Relation;
  /** The language the slip is printed in. */
  language: Language;
  /** An account is linked already, so there is nothing to make a code for. */
  linked: boolean;
}

/** What the page shows on which a code is made. */
export function startCode(ctx: Context, guardianId: string): Promise<CodePage> {
  return ctx.read(async (tx) => {
    const { childId, userId, language, relation, ...name } = await findGuardian(ctx, tx, guardianId);
    return { head: await readHead(ctx, tx, childId), name: fullName(name), relation, language, linked: userId !== null };
  });
}

async function findGuardian(ctx: Context, tx: Tx, guardianId: string) {
  const [guardian] = await tx
    .select({
      childId: guardians.childId,
      userId: guardians.userId,
      surname: guardians.surname,
      givenName: guardians.givenName,
      patronymic: guardians.patronymic,
      relation: guardians.relation,
      language: guardians.language,
    })
    .from(guardians)
    .where(and(eq(guardians.id, guardianId), during(ctx, guardians)));
  if (!guardian) refuse('not-found');
  await authorize(ctx, tx, 'guardian.link', { childId: guardian.childId });
  return guardian;
}

/**
 * Makes a one-time code for a guardian without an account; the guardian's older codes die. Only its SHA-256 is kept, so
 * the code is shown this once.
 * @returns the code as it is written on paper
 * @throws Refused `guardian.already-linked`
 */
export function issueGuardianCode(ctx: Context, guardianId: string): Promise<string> {
  return ctx.transaction(async (tx) => {
    const guardian = await findGuardian(ctx, tx, guardianId);
    if (guardian.userId) refuse('guardian.already-linked');
    await tx
      .update(oneTimeCodes)
      .set({ expiresAt: ctx.now })
      .where(and(eq(oneTimeCodes.guardianId, guardianId), isNull(oneTimeCodes.usedAt), gt(oneTimeCodes.expiresAt, ctx.now)));
    const code = writeCode(randomBytes(16));
    await tx.insert(oneTimeCodes).values({
      purpose: 'guardian-link',
      codeHash: hashCode(code),
      guardianId,
      createdBy: ctx.actor.id,
      createdAt: ctx.now,
      expiresAt: new Date(ctx.now.getTime() + CODE_DAYS * 86_400_000),
    });
    await audit(ctx, tx, 'guardian.link', { childId: guardian.childId, subjectId: guardianId, detail: 'code made' });
    return code;
  });
}

/** The last whole day a code made today opens the way. */
export function codeEndsOn(today: string): string {
  return addDays(today, CODE_DAYS - 1);
}

function hashCode(code: string): string {
  return createHash('sha256').update(readCode(code) ?? '').digest('hex');
}

type Store = Pick<Database, 'transaction'>;

interface Key {
  code: string;
  birthYear: string;
  now: Date;
}

/** Whether the code and the birth year belong together; a wrong year counts as a miss of the code. Uses nothing up. */
export function tryGuardianCode(store: Store, { code, birthYear, now }: Key): Promise<boolean> {
  return store.transaction(async (tx) => {
    const found = await findCode(tx, code);
    if (whyNotRedeem(found, birthYear, now) === null) return true;
    if (found) await tx.update(oneTimeCodes).set({ misses: sql`${oneTimeCodes.misses} + 1` }).where(eq(oneTimeCodes.id, found.id));
    return false;
  });
}

async function findCode(tx: Tx, code: string) {
  const [found] = await tx
    .select({
      id: oneTimeCodes.id,
      usedAt: oneTimeCodes.usedAt,
      expiresAt: oneTimeCodes.expiresAt,
      misses: oneTimeCodes.misses,
      guardianId: guardians.id,
      guardianUserId: guardians.userId,
      validTo: guardians.validTo,
      surname: guardians.surname,
      givenName: guardians.givenName,
      patronymic: guardians.patronymic,
      language: guardians.language,
      childId: children.id,
      birthDate: children.birthDate,
    })
    .from(oneTimeCodes)
    .innerJoin(guardians, eq(guardians.id, oneTimeCodes.guardianId))
    .innerJoin(children, eq(children.id, guardians.childId))
    .where(and(eq(oneTimeCodes.codeHash, hashCode(code)), eq(oneTimeCodes.purpose, 'guardian-link')));
  return found;
}

export type Redeemed =
  | { ok: true; userId: string; membershipId: string; language: Language }
  | { ok: false; reason: Extract<Reason, 'code.wrong' | 'guardian.already-linked' | 'sign-in.wrong'> };

/**
 * Uses a code up: links the guardian to the account, which is made when it is new, gives the person a place as a parent
 * and writes the record. A second redemption of the same code gets `code.wrong`.
 */
export function redeemGuardianCode(
  store: Store,
  { code, birthYear, now, today, account }: Key & { today: string; account: { userId: string } | { email: string; passwordHash: string } },
): Promise<Redeemed> {
  return store.transaction(async (tx): Promise<Redeemed> => {
    const found = await findCode(tx, code);
    if (!found || whyNotRedeem(found, birthYear, now) || (found.validTo !== null && found.validTo < today)) return { ok: false, reason: 'code.wrong' };
    if (found.guardianUserId) return { ok: false, reason: 'guardian.already-linked' };
    if ('userId' in account && (await isLinked(tx, found.childId, account.userId, today))) return { ok: false, reason: 'guardian.already-linked' };

    const userId = 'userId' in account ? account.userId : await makeAccount(tx, account, found, now);
    if (!userId) return { ok: false, reason: 'sign-in.wrong' };
    await tx.update(oneTimeCodes).set({ usedAt: now, userId }).where(and(eq(oneTimeCodes.id, found.id), isNull(oneTimeCodes.usedAt)));
    await tx
      .update(guardians)
      .set({ userId, linkedAt: now, version: sql`${guardians.version} + 1` })
      .where(eq(guardians.id, found.guardianId));
    const membershipId = await parentPlaceOf(tx, userId, today);
    await append(tx, {
      at: now,
      actorId: userId,
      membershipId,
      role: 'parent',
      sessionId: null,
      action: 'guardian.link',
      outcome: 'done',
      childId: found.childId,
      subjectId: found.guardianId,
      detail: 'userId' in account ? 'code used by an account' : 'code used, account made',
    });
    const [person] = await tx.select({ language: users.language }).from(users).where(eq(users.id, userId));
    return { ok: true, userId, membershipId, language: person?.language ?? found.language };
  });
}

interface Named {
  surname: string;
  givenName: string;
  patronymic: string | null;
  language: Language;
}

/** @returns the new account's id, or null when the e-mail has been taken meanwhile */
async function makeAccount(tx: Tx, account: { email: string; passwordHash: string }, { surname, givenName, patronymic, language }: Named, now: Date): Promise<string | null> {
  const name = fullName({ surname, givenName, patronymic });
  const [made] = await tx
    .insert(users)
    .values({
      email: account.email.toLowerCase(),
      passwordHash: account.passwordHash,
      surname,
      givenName,
      patronymic,
      folded: foldForSearch(name),
      sortKey: sortKey(name),
      language,
      createdAt: now,
    })
    .onConflictDoNothing()
    .returning({ id: users.id });
  return made?.id ?? null;
}
