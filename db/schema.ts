import { randomBytes } from 'node:crypto';
import { sql } from 'drizzle-orm';
import {
  check,
  foreignKey,
  index,
  integer,
  primaryKey,
  real,
  sqliteTable,
  text,
  uniqueIndex,
  type AnySQLiteColumn,
} from 'drizzle-orm/sqlite-core';
import { sealedText } from './sealed.server';
import * as words from './vocabulary';

/**
 * Every table, in the order of the story: people, child, consent, referral, assessment, conclusion, plan, day, record.
 * Ids are 16 random bytes in UUID layout. Civil dates are text `YYYY-MM-DD`; instants are UTC milliseconds.
 * Nothing cascades: a child's history is never removed by removing something else.
 */

/** 16 random bytes in UUID layout: it tells nothing about when or after whom a record was made. */
export function newId(): string {
  const hex = randomBytes(16).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const id = () => text('id').primaryKey().$defaultFn(newId);
const instant = (name: string) => integer(name, { mode: 'timestamp_ms' });
const flag = (name: string) => integer(name, { mode: 'boolean' });
const version = () => integer('version').notNull().default(1);

/** drizzle's `enum` is a TypeScript promise only; this makes SQLite keep it. */
const oneOf = (name: string, column: AnySQLiteColumn, values: readonly (string | number)[]) =>
  check(
    name,
    sql`${column} in (${sql.raw(values.map((value) => (typeof value === 'number' ? value : `'${value}'`)).join(', '))})`,
  );

const civilDate = (name: string, column: AnySQLiteColumn) => check(name, sql`${column} is null or ${column} glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'`);

// People and places

export const organisations = sqliteTable(
  'organisations',
  {
    id: id(),
    kind: text('kind', { enum: words.ORGANISATION_KINDS }).notNull(),
    nameKk: text('name_kk').notNull(),
    nameRu: text('name_ru').notNull(),
    nameEn: text('name_en').notNull(),
    region: text('region').notNull(),
    locality: text('locality').notNull(),
    rural: flag('rural').notNull().default(false),
    folded: text('folded').notNull(),
    version: version(),
  },
  (table) => [oneOf('organisation_kind', table.kind, words.ORGANISATION_KINDS)],
);

export const users = sqliteTable(
  'users',
  {
    id: id(),
    email: text('email').notNull(),
    passwordHash: text('password_hash'),
    surname: text('surname').notNull(),
    givenName: text('given_name').notNull(),
    patronymic: text('patronymic'),
    folded: text('folded').notNull(),
    sortKey: text('sort_key').notNull(),
    language: text('language', { enum: words.LANGUAGES }).notNull().default('kk'),
    disabledAt: instant('disabled_at'),
    createdAt: instant('created_at').notNull(),
    version: version(),
  },
  (table) => [uniqueIndex('users_email').on(table.email), oneOf('user_language', table.language, words.LANGUAGES)],
);

/** A place a person works in: one organisation, one role, for a time. A parent's place has no organisation. */
export const memberships = sqliteTable(
  'memberships',
  {
    id: id(),
    userId: text('user_id').notNull().references(() => users.id),
    organisationId: text('organisation_id').references(() => organisations.id),
    role: text('role', { enum: words.ROLES }).notNull(),
    specialty: text('specialty', { enum: words.SPECIALTIES }),
    duty: text('duty', { enum: words.DUTIES }),
    validFrom: text('valid_from').notNull(),
    validTo: text('valid_to'),
  },
  (table) => [
    index('memberships_user').on(table.userId),
    index('memberships_organisation').on(table.organisationId, table.role),
    oneOf('membership_role', table.role, words.ROLES),
    oneOf('membership_specialty', table.specialty, words.SPECIALTIES),
    oneOf('membership_duty', table.duty, words.DUTIES),
    civilDate('membership_from', table.validFrom),
    civilDate('membership_to', table.validTo),
  ],
);

/** Sign-ins. `id` is the SHA-256 of the token in the cookie; the token itself is nowhere. */
export const sessions = sqliteTable(
  'sessions',
  {
    id: text('id').primaryKey(),
    userId: text('user_id').notNull().references(() => users.id),
    membershipId: text('membership_id').references(() => memberships.id),
    device: text('device').notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    endsAt: instant('ends_at').notNull(),
  },
  (table) => [index('sessions_user').on(table.userId), index('sessions_expiry').on(table.expiresAt)],
);

/** Counters of the sign-in limiter. `key` is a keyed hash of an account name or an address. */
export const signInAttempts = sqliteTable('sign_in_attempts', {
  key: text('key').primaryKey(),
  count: integer('count').notNull(),
  since: instant('since').notNull(),
  lockedUntil: instant('locked_until'),
});

/** One-time codes on paper or in a link; only their SHA-256 is kept. */
export const oneTimeCodes = sqliteTable(
  'one_time_codes',
  {
    id: id(),
    purpose: text('purpose', { enum: words.CODE_PURPOSES }).notNull(),
    codeHash: text('code_hash').notNull(),
    userId: text('user_id').references(() => users.id),
    guardianId: text('guardian_id').references((): AnySQLiteColumn => guardians.id),
    createdBy: text('created_by').references(() => users.id),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
    misses: integer('misses').notNull().default(0),
  },
  (table) => [uniqueIndex('one_time_codes_hash').on(table.codeHash), oneOf('code_purpose', table.purpose, words.CODE_PURPOSES)],
);

/** Forms already acted on: sending one twice does one thing. Written in the deed's own transaction. */
export const sentForms = sqliteTable('sent_forms', {
  key: text('key').primaryKey(),
  userId: text('user_id').notNull().references(() => users.id),
  path: text('path').notNull(),
  digest: text('digest').notNull(),
  location: text('location'),
  at: instant('at').notNull(),
});

/** What somebody typed when the session had ended: kept sealed for its author for a day. */
export const keptForms = sqliteTable(
  'kept_forms',
  {
    id: id(),
    userId: text('user_id').notNull().references(() => users.id),
    path: text('path').notNull(),
    body: sealedText('body').notNull(),
    expiresAt: instant('expires_at').notNull(),
  },
  (table) => [index('kept_forms_user').on(table.userId, table.path)],
);

export const settings = sqliteTable(
  'settings',
  {
    key: text('key').notNull(),
    organisationId: text('organisation_id').notNull().default(''),
    value: text('value').notNull(),
  },
  (table) => [primaryKey({ columns: [table.key, table.organisationId] })],
);

/** Goal bank, taxonomy, wording, regions: JSON bodies loaded from db/reference when their edition changes. */
export const referenceItems = sqliteTable(
  'reference_items',
  {
    collection: text('collection').notNull(),
    item: text('item').notNull(),
    position: integer('position').notNull(),
    body: text('body', { mode: 'json' }).notNull(),
    edition: text('edition').notNull(),
  },
  (table) => [primaryKey({ columns: [table.collection, table.item] })],
);

// The child and the family

export const children = sqliteTable(
  'children',
  {
    id: id(),
    code: text('code').notNull(),
    surname: text('surname').notNull(),
    givenName: text('given_name').notNull(),
    patronymic: text('patronymic'),
    folded: text('folded').notNull(),
    sortKey: text('sort_key').notNull(),
    birthDate: text('birth_date').notNull(),
    sex: text('sex', { enum: words.SEXES }).notNull(),
    iin: sealedText('iin'),
    iinFingerprint: text('iin_fingerprint'),
    iinLastFour: text('iin_last_four'),
    noIinReason: text('no_iin_reason', { enum: words.NO_IIN_REASONS }),
    instructionLanguage: text('instruction_language', { enum: words.INSTRUCTION_LANGUAGES }).notNull(),
    homeLanguage: text('home_language', { enum: words.INSTRUCTION_LANGUAGES }).notNull(),
    communication: text('communication', { enum: words.COMMUNICATIONS }).notNull(),
    supportSummary: text('support_summary').notNull().default(''),
    registeredAt: instant('registered_at').notNull(),
    registeredBy: text('registered_by').notNull().references(() => users.id),
    registeredOrganisationId: text('registered_organisation_id').notNull().references(() => organisations.id),
    version: version(),
  },
  (table) => [
    uniqueIndex('children_code').on(table.code),
    index('children_sort').on(table.sortKey, table.id),
    index('children_fingerprint').on(table.iinFingerprint),
    index('children_registered').on(table.registeredOrganisationId),
    oneOf('child_sex', table.sex, words.SEXES),
    oneOf('child_no_iin', table.noIinReason, words.NO_IIN_REASONS),
    oneOf('child_instruction_language', table.instructionLanguage, words.INSTRUCTION_LANGUAGES),
    oneOf('child_home_language', table.homeLanguage, words.INSTRUCTION_LANGUAGES),
    oneOf('child_communication', table.communication, words.COMMUNICATIONS),
    civilDate('child_birth_date', table.birthDate),
    check('child_iin_or_reason', sql`(${table.iin} is null) = (${table.noIinReason} is not null)`),
  ],
);

/** Where a child learns, and since when. */
export const enrolments = sqliteTable(
  'enrolments',
  {
    id: id(),
    childId: text('child_id').notNull().references(() => children.id),
    organisationId: text('organisation_id').notNull().references(() => organisations.id),
    className: text('class_name').notNull(),
    validFrom: text('valid_from').notNull(),
    validTo: text('valid_to'),
  },
  (table) => [
    index('enrolments_child').on(table.childId),
    index('enrolments_organisation').on(table.organisationId, table.childId),
    civilDate('enrolment_from', table.validFrom),
    civilDate('enrolment_to', table.validTo),
  ],
);

/** An adult who answers for the child; `userId` is empty until the person is linked to an account. */
export const guardians = sqliteTable(
  'guardians',
  {
    id: id(),
    childId: text('child_id').notNull().references(() => children.id),
    userId: text('user_id').references(() => users.id),
    surname: text('surname').notNull(),
    givenName: text('given_name').notNull(),
    patronymic: text('patronymic'),
    relation: text('relation', { enum: words.RELATIONS }).notNull(),
    phone: sealedText('phone'),
    address: sealedText('address'),
    household: text('household').notNull(),
    preferred: flag('preferred').notNull().default(false),
    language: text('language', { enum: words.LANGUAGES }).notNull().default('kk'),
    verifiedBy: text('verified_by').notNull().references(() => users.id),
    linkedAt: instant('linked_at'),
    validFrom: text('valid_from').notNull(),
    validTo: text('valid_to'),
    version: version(),
  },
  (table) => [
    index('guardians_child').on(table.childId),
    index('guardians_user').on(table.userId, table.childId),
    oneOf('guardian_relation', table.relation, words.RELATIONS),
    oneOf('guardian_language', table.language, words.LANGUAGES),
    civilDate('guardian_from', table.validFrom),
    civilDate('guardian_to', table.validTo),
  ],
);

/** What one guardian may not see for a time, on a recorded ground (access.md TR7). */
export const guardianRestrictions = sqliteTable(
  'guardian_restrictions',
  {
    id: id(),
    guardianId: text('guardian_id').notNull().references(() => guardians.id),
    kind: text('kind', { enum: words.RESTRICTION_KINDS }).notNull(),
    ground: text('ground', { enum: words.RESTRICTION_GROUNDS }).notNull(),
    reason: sealedText('reason').notNull(),
    validFrom: text('valid_from').notNull(),
    validTo: text('valid_to').notNull(),
    createdBy: text('created_by').notNull().references(() => users.id),
    confirmedBy: text('confirmed_by').references(() => users.id),
    liftedAt: instant('lifted_at'),
  },
  (table) => [
    index('guardian_restrictions_guardian').on(table.guardianId),
    oneOf('restriction_kind', table.kind, words.RESTRICTION_KINDS),
    oneOf('restriction_ground', table.ground, words.RESTRICTION_GROUNDS),
    civilDate('restriction_from', table.validFrom),
    civilDate('restriction_to', table.validTo),
    check('restriction_two_people', sql`${table.confirmedBy} is null or ${table.confirmedBy} <> ${table.createdBy}`),
  ],
);

/** Teachers and school specialists who work with the child, and since when. */
export const teamMembers = sqliteTable(
  'team_members',
  {
    id: id(),
    childId: text('child_id').notNull().references(() => children.id),
    userId: text('user_id').notNull().references(() => users.id),
    organisationId: text('organisation_id').notNull().references(() => organisations.id),
    part: text('part', { enum: words.TEAM_PARTS }).notNull(),
    validFrom: text('valid_from').notNull(),
    validTo: text('valid_to'),
  },
  (table) => [
    index('team_members_child').on(table.childId),
    index('team_members_user').on(table.userId, table.childId),
    oneOf('team_part', table.part, words.TEAM_PARTS),
    civilDate('team_from', table.validFrom),
    civilDate('team_to', table.validTo),
  ],
);

// Consent and referral

/** The consent ledger: each line is one answer to one purpose; the newest line of a purpose counts. */
export const consents = sqliteTable(
  'consents',
  {
    id: id(),
    childId: text('child_id').notNull().references(() => children.id),
    guardianId: text('guardian_id').notNull().references(() => guardians.id),
    purpose: text('purpose', { enum: words.CONSENT_PURPOSES }).notNull(),
    state: text('state', { enum: words.CONSENT_STATES }).notNull(),
    manner: text('manner', { enum: words.CONSENT_MANNERS }).notNull(),
    /** What it is about: a conclusion for `share-conclusion`, a plan for `plan`; else empty. */
    subjectId: text('subject_id').notNull().default(''),
    /** The school that may read, for `share-conclusion`. */
    organisationId: text('organisation_id').references(() => organisations.id),
    answeredOn: text('answered_on').notNull(),
    recordedBy: text('recorded_by').notNull().references(() => users.id),
    recordedAt: instant('recorded_at').notNull(),
    sequence: integer('sequence').notNull(),
  },
  (table) => [
    uniqueIndex('consents_line').on(table.childId, table.purpose, table.subjectId, table.sequence),
    oneOf('consent_purpose', table.purpose, words.CONSENT_PURPOSES),
    oneOf('consent_state', table.state, words.CONSENT_STATES),
    oneOf('consent_manner', table.manner, words.CONSENT_MANNERS),
    civilDate('consent_answered_on', table.answeredOn),
  ],
);

export const referrals = sqliteTable(
  'referrals',
  {
    id: id(),
    childId: text('child_id').notNull().references(() => children.id),
    fromOrganisationId: text('from_organisation_id').notNull().references(() => organisations.id),
    pmpcId: text('pmpc_id').notNull().references(() => organisations.id),
    authorId: text('author_id').notNull().references(() => users.id),
    state: text('state', { enum: words.REFERRAL_STATES }).notNull(),
    reason: text('reason').notNull(),
    tried: text('tried').notNull(),
    createdAt: instant('created_at').notNull(),
    sentAt: instant('sent_at'),
    decidedAt: instant('decided_at'),
    decidedBy: text('decided_by').references(() => users.id),
    declineReason: text('decline_reason'),
    version: version(),
  },
  (table) => [
    index('referrals_child').on(table.childId, table.createdAt),
    index('referrals_pmpc').on(table.pmpcId, table.state, table.sentAt),
    index('referrals_from').on(table.fromOrganisationId, table.createdAt),
    uniqueIndex('referrals_one_open').on(table.childId, table.pmpcId).where(sql`state in ('draft', 'sent', 'accepted')`),
    oneOf('referral_state', table.state, words.REFERRAL_STATES),
  ],
);

export const referralDocuments = sqliteTable(
  'referral_documents',
  {
    referralId: text('referral_id').notNull().references(() => referrals.id),
    kind: text('kind', { enum: words.REFERRAL_DOCUMENTS }).notNull(),
    state: text('state', { enum: words.DOCUMENT_STATES }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.referralId, table.kind] }),
    oneOf('referral_document_kind', table.kind, words.REFERRAL_DOCUMENTS),
    oneOf('referral_document_state', table.state, words.DOCUMENT_STATES),
  ],
);

// The PMPC's queue and desk

/**
 * One wish to be examined at one PMPC: a place in its queue. Before the first visit it may come from somebody without an
 * account and name no child's record; `referralId` and `childId` are filled when identity is checked, or at once by a school.
 */
export const requests = sqliteTable(
  'requests',
  {
    id: id(),
    pmpcId: text('pmpc_id').notNull().references(() => organisations.id),
    channel: text('channel', { enum: words.REQUEST_CHANNELS }).notNull(),
    state: text('state', { enum: words.REQUEST_STATES }).notNull(),
    referralId: text('referral_id').references(() => referrals.id),
    childId: text('child_id').references(() => children.id),
    surname: text('surname').notNull(),
    givenName: text('given_name').notNull(),
    patronymic: text('patronymic'),
    folded: text('folded').notNull(),
    birthDate: text('birth_date').notNull(),
    /** Keyed hash of folded name and birth date, to find a duplicate inside one PMPC; empty where it was never taken. */
    fingerprint: text('fingerprint').notNull().default(''),
    applicantName: text('applicant_name').notNull().default(''),
    applicantRelation: text('applicant_relation', { enum: words.RELATIONS }),
    phone: sealedText('phone'),
    contactLanguage: text('contact_language', { enum: words.LANGUAGES }).notNull().default('kk'),
    examLanguage: text('exam_language', { enum: words.INSTRUCTION_LANGUAGES }).notNull(),
    examKind: text('exam_kind', { enum: words.EXAM_KINDS }).notNull(),
    caseKind: text('case_kind', { enum: words.CASE_KINDS }).notNull(),
    /** Null when a referral says it. */
    reason: sealedText('reason'),
    urgency: text('urgency', { enum: words.URGENCIES }).notNull().default('usual'),
    /** Order in the queue: lower first; worked out from the PMPC's rules when urgency or age group changes. */
    rank: integer('rank').notNull(),
    codeHash: text('code_hash'),
    receivedAt: instant('received_at').notNull(),
    receivedOn: text('received_on').notNull(),
    recordedBy: text('recorded_by').references(() => users.id),
    seenOn: text('seen_on'),
    closedOn: text('closed_on'),
    closeReason: text('close_reason'),
    version: version(),
  },
  (table) => [
    index('requests_queue').on(table.pmpcId, table.state, table.rank, table.receivedAt, table.id),
    index('requests_seen').on(table.pmpcId, table.seenOn),
    index('requests_name').on(table.pmpcId, table.state, table.folded),
    index('requests_received').on(table.pmpcId, table.receivedOn, table.rank),
    index('requests_fingerprint').on(table.pmpcId, table.fingerprint),
    index('requests_child').on(table.childId),
    uniqueIndex('requests_referral').on(table.referralId),
    uniqueIndex('requests_code').on(table.codeHash),
    oneOf('request_channel', table.channel, words.REQUEST_CHANNELS),
    oneOf('request_state', table.state, words.REQUEST_STATES),
    oneOf('request_relation', table.applicantRelation, words.RELATIONS),
    oneOf('request_contact_language', table.contactLanguage, words.LANGUAGES),
    oneOf('request_exam_language', table.examLanguage, words.INSTRUCTION_LANGUAGES),
    oneOf('request_exam_kind', table.examKind, words.EXAM_KINDS),
    oneOf('request_case_kind', table.caseKind, words.CASE_KINDS),
    oneOf('request_urgency', table.urgency, words.URGENCIES),
    civilDate('request_birth_date', table.birthDate),
    civilDate('request_received_on', table.receivedOn),
    civilDate('request_seen_on', table.seenOn),
    civilDate('request_closed_on', table.closedOn),
  ],
);

/** Every jump in the queue, with its reason and author. Append-only. */
export const requestJumps = sqliteTable(
  'request_jumps',
  {
    id: id(),
    requestId: text('request_id').notNull().references(() => requests.id),
    before: text('before', { enum: words.URGENCIES }).notNull(),
    after: text('after', { enum: words.URGENCIES }).notNull(),
    reason: text('reason').notNull(),
    authorId: text('author_id').notNull().references(() => users.id),
    at: instant('at').notNull(),
  },
  (table) => [
    index('request_jumps_request').on(table.requestId, table.at),
    oneOf('jump_before', table.before, words.URGENCIES),
    oneOf('jump_after', table.after, words.URGENCIES),
  ],
);

/** The papers of a request: which are there, which are still a debt. Kinds come from the document list of the case kind. */
export const requestPapers = sqliteTable(
  'request_papers',
  {
    requestId: text('request_id').notNull().references(() => requests.id),
    paper: text('paper').notNull(),
    state: text('state', { enum: words.DOCUMENT_STATES }).notNull(),
    checkedBy: text('checked_by').references(() => users.id),
    checkedAt: instant('checked_at'),
  },
  (table) => [primaryKey({ columns: [table.requestId, table.paper] }), oneOf('request_paper_state', table.state, words.DOCUMENT_STATES)],
);

export const rooms = sqliteTable(
  'rooms',
  {
    id: id(),
    pmpcId: text('pmpc_id').notNull().references(() => organisations.id),
    name: text('name').notNull(),
    active: flag('active').notNull().default(true),
    version: version(),
  },
  (table) => [uniqueIndex('rooms_name').on(table.pmpcId, table.name)],
);

/** A set of specialists who usually examine together. */
export const crews = sqliteTable(
  'crews',
  {
    id: id(),
    pmpcId: text('pmpc_id').notNull().references(() => organisations.id),
    name: text('name').notNull(),
    active: flag('active').notNull().default(true),
    version: version(),
  },
  (table) => [uniqueIndex('crews_name').on(table.pmpcId, table.name)],
);

export const crewSeats = sqliteTable(
  'crew_seats',
  {
    crewId: text('crew_id').notNull().references(() => crews.id),
    specialty: text('specialty', { enum: words.SPECIALTIES }).notNull(),
    userId: text('user_id').notNull().references(() => users.id),
  },
  (table) => [primaryKey({ columns: [table.crewId, table.specialty] }), oneOf('crew_seat_specialty', table.specialty, words.SPECIALTIES)],
);

/** The weekly hours in which a specialist examines. */
export const workingHours = sqliteTable(
  'working_hours',
  {
    id: id(),
    userId: text('user_id').notNull().references(() => users.id),
    pmpcId: text('pmpc_id').notNull().references(() => organisations.id),
    weekday: integer('weekday').notNull(),
    startsAt: text('starts_at').notNull(),
    endsAt: text('ends_at').notNull(),
    validFrom: text('valid_from').notNull(),
    validTo: text('valid_to'),
  },
  (table) => [
    index('working_hours_pmpc').on(table.pmpcId, table.userId),
    check('working_hours_weekday', sql`${table.weekday} between 1 and 7`),
    check('working_hours_times', sql`${table.startsAt} < ${table.endsAt}`),
    civilDate('working_hours_from', table.validFrom),
    civilDate('working_hours_to', table.validTo),
  ],
);

/** Days on which a specialist does not examine. The kind is for the PMPC's own planning and goes nowhere else. */
export const absences = sqliteTable(
  'absences',
  {
    id: id(),
    userId: text('user_id').notNull().references(() => users.id),
    pmpcId: text('pmpc_id').notNull().references(() => organisations.id),
    kind: text('kind', { enum: words.ABSENCE_KINDS }).notNull(),
    firstDay: text('first_day').notNull(),
    lastDay: text('last_day').notNull(),
    recordedBy: text('recorded_by').notNull().references(() => users.id),
    recordedAt: instant('recorded_at').notNull(),
    cancelledAt: instant('cancelled_at'),
  },
  (table) => [
    index('absences_pmpc').on(table.pmpcId, table.lastDay),
    oneOf('absence_kind', table.kind, words.ABSENCE_KINDS),
    civilDate('absence_first', table.firstDay),
    civilDate('absence_last', table.lastDay),
    check('absence_days', sql`${table.firstDay} <= ${table.lastDay}`),
  ],
);

/** One appointment: a request may take one to four. A moved or missed one stays as it was, and the next is a new row. */
export const visits = sqliteTable(
  'visits',
  {
    id: id(),
    requestId: text('request_id').notNull().references(() => requests.id),
    pmpcId: text('pmpc_id').notNull().references(() => organisations.id),
    assessmentId: text('assessment_id').references(() => assessments.id),
    roomId: text('room_id').notNull().references(() => rooms.id),
    crewId: text('crew_id').references(() => crews.id),
    ordinal: integer('ordinal').notNull().default(1),
    visitOn: text('visit_on').notNull(),
    startsAt: text('starts_at').notNull(),
    endsAt: text('ends_at').notNull(),
    language: text('language', { enum: words.INSTRUCTION_LANGUAGES }).notNull(),
    state: text('state', { enum: words.VISIT_STATES }).notNull(),
    reason: text('reason').notNull().default(''),
    bookedBy: text('booked_by').notNull().references(() => users.id),
    bookedAt: instant('booked_at').notNull(),
    version: version(),
  },
  (table) => [
    index('visits_day').on(table.pmpcId, table.visitOn, table.startsAt),
    index('visits_request').on(table.requestId, table.visitOn),
    index('visits_assessment').on(table.assessmentId, table.state),
    uniqueIndex('visits_room').on(table.roomId, table.visitOn, table.startsAt).where(sql`state = 'booked'`),
    oneOf('visit_state', table.state, words.VISIT_STATES),
    oneOf('visit_language', table.language, words.INSTRUCTION_LANGUAGES),
    civilDate('visit_on', table.visitOn),
    check('visit_times', sql`${table.startsAt} < ${table.endsAt}`),
    check('visit_ordinal', sql`${table.ordinal} between 1 and 4`),
  ],
);

export const visitMembers = sqliteTable(
  'visit_members',
  {
    visitId: text('visit_id').notNull().references(() => visits.id),
    specialty: text('specialty', { enum: words.SPECIALTIES }).notNull(),
    userId: text('user_id').notNull().references(() => users.id),
  },
  (table) => [
    primaryKey({ columns: [table.visitId, table.specialty] }),
    index('visit_members_user').on(table.userId, table.visitId),
    oneOf('visit_member_specialty', table.specialty, words.SPECIALTIES),
  ],
);

// The PMPC's examination

/** One examination of one child by a PMPC team: date, room, language, people. */
export const assessments = sqliteTable(
  'assessments',
  {
    id: id(),
    childId: text('child_id').notNull().references(() => children.id),
    referralId: text('referral_id').notNull().references(() => referrals.id),
    pmpcId: text('pmpc_id').notNull().references(() => organisations.id),
    state: text('state', { enum: words.ASSESSMENT_STATES }).notNull(),
    examKind: text('exam_kind', { enum: words.EXAM_KINDS }).notNull(),
    sessionOn: text('session_on').notNull(),
    sessionAt: text('session_at').notNull(),
    room: text('room').notNull(),
    language: text('language', { enum: words.INSTRUCTION_LANGUAGES }).notNull(),
    createdBy: text('created_by').notNull().references(() => users.id),
    createdAt: instant('created_at').notNull(),
    version: version(),
    /** Weeks of pregnancy at birth, when known: for the corrected age of children under three. */
    gestationWeeks: integer('gestation_weeks'),
  },
  (table) => [
    uniqueIndex('assessments_referral').on(table.referralId),
    index('assessments_child').on(table.childId),
    index('assessments_pmpc').on(table.pmpcId, table.sessionOn),
    oneOf('assessment_state', table.state, words.ASSESSMENT_STATES),
    oneOf('assessment_exam_kind', table.examKind, words.EXAM_KINDS),
    oneOf('assessment_language', table.language, words.INSTRUCTION_LANGUAGES),
    civilDate('assessment_session_on', table.sessionOn),
    check('assessment_session_at', sql`${table.sessionAt} glob '[0-2][0-9]:[0-5][0-9]'`),
  ],
);

/** Who examines. One person for one specialty; membership of the session, not of the PMPC, gives the right. */
export const assessmentMembers = sqliteTable(
  'assessment_members',
  {
    id: id(),
    assessmentId: text('assessment_id').notNull().references(() => assessments.id),
    userId: text('user_id').notNull().references(() => users.id),
    specialty: text('specialty', { enum: words.SPECIALTIES }).notNull(),
    state: text('state', { enum: words.MEMBER_STATES }).notNull().default('needed'),
    notNeededReason: text('not_needed_reason'),
    /** The days on which this membership opens the child's file (access.md TR2). */
    validFrom: text('valid_from').notNull(),
    validTo: text('valid_to'),
  },
  (table) => [
    uniqueIndex('assessment_members_specialty').on(table.assessmentId, table.specialty),
    index('assessment_members_user').on(table.userId, table.assessmentId),
    oneOf('member_specialty', table.specialty, words.SPECIALTIES),
    oneOf('member_state', table.state, words.MEMBER_STATES),
    check('member_reason', sql`(${table.state} = 'not-needed') = (${table.notNeededReason} is not null)`),
    civilDate('member_from', table.validFrom),
    civilDate('member_to', table.validTo),
  ],
);

/** One specialist's section. Signed rows never change: an amendment is a new row that names the one it replaces. */
export const findings = sqliteTable(
  'findings',
  {
    id: id(),
    assessmentId: text('assessment_id').notNull().references(() => assessments.id),
    childId: text('child_id').notNull().references(() => children.id),
    authorId: text('author_id').notNull().references(() => users.id),
    specialty: text('specialty', { enum: words.SPECIALTIES }).notNull(),
    medical: flag('medical').notNull(),
    state: text('state', { enum: words.FINDING_STATES }).notNull(),
    strengths: text('strengths').notNull().default(''),
    needs: text('needs').notNull().default(''),
    helps: text('helps').notNull().default(''),
    recommendations: text('recommendations').notNull().default(''),
    edition: integer('edition').notNull().default(1),
    replacesId: text('replaces_id'),
    amendReason: text('amend_reason'),
    createdAt: instant('created_at').notNull(),
    savedAt: instant('saved_at').notNull(),
    signedAt: instant('signed_at'),
    version: version(),
    /** The edition of the section's template it was written by. */
    templateEdition: text('template_edition'),
  },
  (table) => [
    uniqueIndex('findings_edition').on(table.assessmentId, table.specialty, table.edition),
    index('findings_child').on(table.childId),
    oneOf('finding_specialty', table.specialty, words.SPECIALTIES),
    oneOf('finding_state', table.state, words.FINDING_STATES),
    foreignKey({ columns: [table.replacesId], foreignColumns: [table.id] }),
    check('finding_signed', sql`(${table.state} = 'draft') = (${table.signedAt} is null)`),
  ],
);

export const findingLevels = sqliteTable(
  'finding_levels',
  {
    findingId: text('finding_id').notNull().references(() => findings.id),
    domain: text('domain', { enum: words.DOMAINS }).notNull(),
    withSupport: integer('with_support').$type<words.Level>().notNull(),
    withoutSupport: integer('without_support').$type<words.Level>().notNull(),
    evidence: text('evidence').notNull().default(''),
  },
  (table) => [
    primaryKey({ columns: [table.findingId, table.domain] }),
    oneOf('finding_level_domain', table.domain, words.DOMAINS),
    oneOf('finding_level_with', table.withSupport, words.LEVELS),
    oneOf('finding_level_without', table.withoutSupport, words.LEVELS),
  ],
);

/** Raw notes and test protocols: the author's alone, sealed. */
export const findingNotes = sqliteTable('finding_notes', {
  findingId: text('finding_id').primaryKey().references(() => findings.id),
  authorId: text('author_id').notNull().references(() => users.id),
  body: sealedText('body').notNull(),
  version: version(),
});

/** What a section's template asks beyond the four common texts, field by field. */
export const findingAnswers = sqliteTable(
  'finding_answers',
  {
    findingId: text('finding_id').notNull().references(() => findings.id),
    field: text('field').notNull(),
    value: text('value').notNull(),
  },
  (table) => [primaryKey({ columns: [table.findingId, table.field] })],
);

/** ICF codes with their qualifier, as the specialist rated them inside a domain. */
export const findingCodes = sqliteTable(
  'finding_codes',
  {
    findingId: text('finding_id').notNull().references(() => findings.id),
    code: text('code').notNull(),
    qualifier: integer('qualifier').$type<words.Level>().notNull(),
  },
  (table) => [primaryKey({ columns: [table.findingId, table.code] }), oneOf('finding_code_qualifier', table.qualifier, words.LEVELS)],
);

/** Developmental milestones of children under six, as seen at the examination. */
export const findingMilestones = sqliteTable(
  'finding_milestones',
  {
    findingId: text('finding_id').notNull().references(() => findings.id),
    milestone: text('milestone').notNull(),
    state: text('state', { enum: words.MILESTONE_STATES }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.findingId, table.milestone] }), oneOf('finding_milestone_state', table.state, words.MILESTONE_STATES)],
);

/** Standard tools that were used, by name; their protocols stay among the author's notes. */
export const findingTools = sqliteTable(
  'finding_tools',
  {
    findingId: text('finding_id').notNull().references(() => findings.id),
    position: integer('position').notNull(),
    name: text('name').notNull(),
    usedOn: text('used_on'),
  },
  (table) => [primaryKey({ columns: [table.findingId, table.position] }), civilDate('finding_tool_used_on', table.usedOn)],
);

/** The collegial meeting about one examination: its minutes. */
export const meetings = sqliteTable(
  'meetings',
  {
    id: id(),
    assessmentId: text('assessment_id').notNull().references(() => assessments.id),
    childId: text('child_id').notNull().references(() => children.id),
    heldOn: text('held_on').notNull(),
    state: text('state', { enum: words.MEETING_STATES }).notNull(),
    summary: text('summary').notNull().default(''),
    decision: text('decision').notNull().default(''),
    familyPresent: flag('family_present').notNull().default(false),
    createdBy: text('created_by').notNull().references(() => users.id),
    createdAt: instant('created_at').notNull(),
    savedAt: instant('saved_at').notNull(),
    closedBy: text('closed_by').references(() => users.id),
    version: version(),
  },
  (table) => [
    uniqueIndex('meetings_assessment').on(table.assessmentId),
    oneOf('meeting_state', table.state, words.MEETING_STATES),
    civilDate('meeting_held_on', table.heldOn),
  ],
);

/** Who took part and what they hold; a dissent has its text. */
export const meetingOpinions = sqliteTable(
  'meeting_opinions',
  {
    meetingId: text('meeting_id').notNull().references(() => meetings.id),
    userId: text('user_id').notNull().references(() => users.id),
    specialty: text('specialty', { enum: words.SPECIALTIES }),
    opinion: text('opinion', { enum: words.OPINIONS }).notNull(),
    words: text('words').notNull().default(''),
  },
  (table) => [
    primaryKey({ columns: [table.meetingId, table.userId] }),
    oneOf('meeting_opinion', table.opinion, words.OPINIONS),
    oneOf('meeting_specialty', table.specialty, words.SPECIALTIES),
    check('meeting_dissent', sql`${table.opinion} <> 'dissents' or ${table.words} <> ''`),
  ],
);

/** The meeting's word on one recommendation: `subject` is its kind and code, such as `condition:grading`. */
export const meetingDecisions = sqliteTable(
  'meeting_decisions',
  {
    meetingId: text('meeting_id').notNull().references(() => meetings.id),
    subject: text('subject').notNull(),
    decision: text('decision', { enum: words.MEETING_DECISIONS }).notNull(),
    note: text('note').notNull().default(''),
  },
  (table) => [primaryKey({ columns: [table.meetingId, table.subject] }), oneOf('meeting_decision', table.decision, words.MEETING_DECISIONS)],
);

// The conclusion

export const conclusions = sqliteTable(
  'conclusions',
  {
    id: id(),
    assessmentId: text('assessment_id').notNull().references(() => assessments.id),
    childId: text('child_id').notNull().references(() => children.id),
    pmpcId: text('pmpc_id').notNull().references(() => organisations.id),
    authorId: text('author_id').notNull().references(() => users.id),
    state: text('state', { enum: words.CONCLUSION_STATES }).notNull(),
    number: integer('number'),
    numberYear: integer('number_year'),
    issuedOn: text('issued_on'),
    issuedBy: text('issued_by').references(() => users.id),
    strengths: text('strengths').notNull().default(''),
    needs: text('needs').notNull().default(''),
    programme: text('programme', { enum: words.PROGRAMMES }),
    studyForm: text('study_form', { enum: words.STUDY_FORMS }),
    assistantNeeded: flag('assistant_needed').notNull().default(false),
    assistantHours: real('assistant_hours'),
    assistantFrom: text('assistant_from'),
    assistantTo: text('assistant_to'),
    assistantTasks: text('assistant_tasks').notNull().default(''),
    validUntil: text('valid_until'),
    familyAdvice: text('family_advice').notNull().default(''),
    createdAt: instant('created_at').notNull(),
    savedAt: instant('saved_at').notNull(),
    version: version(),
    /** The edition of the form it was written and is printed by. */
    templateEdition: text('template_edition'),
    placements: text('placements', { mode: 'json' }).$type<words.Placement[]>().notNull().default([]),
    examConditions: text('exam_conditions', { mode: 'json' }).$type<words.ExamCondition[]>().notNull().default([]),
    personalHelper: flag('personal_helper').notNull().default(false),
    repeatFirstYear: flag('repeat_first_year').notNull().default(false),
    nextExamOn: text('next_exam_on'),
    /** The void conclusion of the same examination that this one replaces. */
    replacesId: text('replaces_id'),
    voidReason: text('void_reason'),
    voidedAt: instant('voided_at'),
    voidedBy: text('voided_by').references(() => users.id),
  },
  (table) => [
    uniqueIndex('conclusions_assessment').on(table.assessmentId).where(sql`state <> 'void'`),
    uniqueIndex('conclusions_number').on(table.pmpcId, table.numberYear, table.number),
    index('conclusions_child').on(table.childId),
    index('conclusions_pmpc').on(table.pmpcId, table.state, table.savedAt),
    oneOf('conclusion_state', table.state, words.CONCLUSION_STATES),
    oneOf('conclusion_programme', table.programme, words.PROGRAMMES),
    oneOf('conclusion_study_form', table.studyForm, words.STUDY_FORMS),
    check('conclusion_numbered', sql`(${table.state} = 'draft') = (${table.number} is null)`),
    check('conclusion_two_people', sql`${table.issuedBy} is null or ${table.issuedBy} <> ${table.authorId}`),
    civilDate('conclusion_issued_on', table.issuedOn),
    civilDate('conclusion_valid_until', table.validUntil),
    civilDate('conclusion_assistant_from', table.assistantFrom),
    civilDate('conclusion_assistant_to', table.assistantTo),
  ],
);

export const conclusionConditions = sqliteTable(
  'conclusion_conditions',
  {
    conclusionId: text('conclusion_id').notNull().references(() => conclusions.id),
    condition: text('condition', { enum: words.CONDITIONS }).notNull(),
    detail: text('detail').notNull().default(''),
  },
  (table) => [
    primaryKey({ columns: [table.conclusionId, table.condition] }),
    oneOf('conclusion_condition', table.condition, words.CONDITIONS),
  ],
);

/** The agreed level of a domain; two specialists may have rated it differently. */
export const conclusionLevels = sqliteTable(
  'conclusion_levels',
  {
    conclusionId: text('conclusion_id').notNull().references(() => conclusions.id),
    domain: text('domain', { enum: words.DOMAINS }).notNull(),
    withSupport: integer('with_support').$type<words.Level>().notNull(),
    withoutSupport: integer('without_support').$type<words.Level>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.conclusionId, table.domain] }),
    oneOf('conclusion_level_domain', table.domain, words.DOMAINS),
    oneOf('conclusion_level_with', table.withSupport, words.LEVELS),
    oneOf('conclusion_level_without', table.withoutSupport, words.LEVELS),
  ],
);

/** Recommended sessions: which specialist, in which form, how often. Frequency may be left open. */
export const conclusionSessions = sqliteTable(
  'conclusion_sessions',
  {
    id: id(),
    conclusionId: text('conclusion_id').notNull().references(() => conclusions.id),
    specialty: text('specialty', { enum: words.SPECIALTIES }).notNull(),
    form: text('form', { enum: words.SESSION_FORMS }).notNull(),
    perWeek: integer('per_week'),
    position: integer('position').notNull(),
  },
  (table) => [
    index('conclusion_sessions_conclusion').on(table.conclusionId),
    oneOf('conclusion_session_specialty', table.specialty, words.SPECIALTIES),
    oneOf('conclusion_session_form', table.form, words.SESSION_FORMS),
    check('conclusion_session_per_week', sql`${table.perWeek} is null or ${table.perWeek} between 1 and 20`),
  ],
);

/** A team member's signature under one version of the conclusion; a later edit makes it void. */
export const conclusionSignatures = sqliteTable(
  'conclusion_signatures',
  {
    conclusionId: text('conclusion_id').notNull().references(() => conclusions.id),
    userId: text('user_id').notNull().references(() => users.id),
    specialty: text('specialty', { enum: words.SPECIALTIES }).notNull(),
    signedVersion: integer('signed_version').notNull(),
    signedAt: instant('signed_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.conclusionId, table.userId] }),
    oneOf('conclusion_signature_specialty', table.specialty, words.SPECIALTIES),
  ],
);

/** Voiding an issued conclusion takes two people: one asks with a reason, another confirms within a week (access.md TR10). */
export const conclusionVoidings = sqliteTable(
  'conclusion_voidings',
  {
    id: id(),
    conclusionId: text('conclusion_id').notNull().references(() => conclusions.id),
    childId: text('child_id').notNull().references(() => children.id),
    /** The version of the conclusion the asker has read. */
    askedVersion: integer('asked_version').notNull(),
    reason: text('reason').notNull(),
    askedBy: text('asked_by').notNull().references(() => users.id),
    askedOn: text('asked_on').notNull(),
    askedAt: instant('asked_at').notNull(),
    confirmedBy: text('confirmed_by').references(() => users.id),
    confirmedAt: instant('confirmed_at'),
    /** Taken back by the asker, or declined by the second person. */
    droppedBy: text('dropped_by').references(() => users.id),
    droppedAt: instant('dropped_at'),
  },
  (table) => [
    index('conclusion_voidings_conclusion').on(table.conclusionId, table.askedAt),
    civilDate('conclusion_voiding_asked_on', table.askedOn),
    check('conclusion_voiding_two_people', sql`${table.confirmedBy} is null or ${table.confirmedBy} <> ${table.askedBy}`),
    check('conclusion_voiding_one_end', sql`${table.confirmedBy} is null or ${table.droppedBy} is null`),
  ],
);

/** What confirms a conclusion to whoever holds its paper: a number, a day, an issuer and a digest, and nothing of the child. */
export const conclusionChecks = sqliteTable(
  'conclusion_checks',
  {
    token: text('token').primaryKey(),
    conclusionId: text('conclusion_id').notNull().references(() => conclusions.id),
    digest: text('digest').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [uniqueIndex('conclusion_checks_conclusion').on(table.conclusionId)],
);

/** The journal of issue: to whom a conclusion was handed, when, in which language, and whether it was explained. */
export const conclusionHandovers = sqliteTable(
  'conclusion_handovers',
  {
    id: id(),
    conclusionId: text('conclusion_id').notNull().references(() => conclusions.id),
    childId: text('child_id').notNull().references(() => children.id),
    pmpcId: text('pmpc_id').notNull().references(() => organisations.id),
    guardianId: text('guardian_id').notNull().references(() => guardians.id),
    handedOn: text('handed_on').notNull(),
    language: text('language', { enum: words.LANGUAGES }).notNull(),
    explained: flag('explained').notNull(),
    handedBy: text('handed_by').notNull().references(() => users.id),
    recordedAt: instant('recorded_at').notNull(),
  },
  (table) => [
    index('conclusion_handovers_conclusion').on(table.conclusionId),
    index('conclusion_handovers_pmpc').on(table.pmpcId, table.handedOn, table.id),
    oneOf('handover_language', table.language, words.LANGUAGES),
    civilDate('handover_on', table.handedOn),
  ],
);

/** A guardian's own word about a conclusion; the newest line of a guardian counts. Append-only. */
export const conclusionAnswers = sqliteTable(
  'conclusion_answers',
  {
    id: id(),
    conclusionId: text('conclusion_id').notNull().references(() => conclusions.id),
    childId: text('child_id').notNull().references(() => children.id),
    guardianId: text('guardian_id').notNull().references(() => guardians.id),
    answer: text('answer', { enum: words.FAMILY_ANSWERS }).notNull(),
    comment: text('comment').notNull().default(''),
    manner: text('manner', { enum: words.CONSENT_MANNERS }).notNull(),
    answeredOn: text('answered_on').notNull(),
    recordedBy: text('recorded_by').notNull().references(() => users.id),
    recordedAt: instant('recorded_at').notNull(),
  },
  (table) => [
    index('conclusion_answers_conclusion').on(table.conclusionId, table.recordedAt),
    oneOf('conclusion_answer', table.answer, words.FAMILY_ANSWERS),
    oneOf('conclusion_answer_manner', table.manner, words.CONSENT_MANNERS),
    civilDate('conclusion_answer_on', table.answeredOn),
  ],
);

/** One recommendation of an issued conclusion, on its way through the school. */
export const recommendations = sqliteTable(
  'recommendations',
  {
    id: id(),
    conclusionId: text('conclusion_id').notNull().references(() => conclusions.id),
    childId: text('child_id').notNull().references(() => children.id),
    kind: text('kind', { enum: words.RECOMMENDATION_KINDS }).notNull(),
    /** The word inside its kind: a condition, a specialty, a placement; empty where the kind says all. */
    code: text('code').notNull().default(''),
    detail: text('detail').notNull().default(''),
    position: integer('position').notNull(),
    state: text('state', { enum: words.RECOMMENDATION_STATES }).notNull().default('open'),
    /** Why it cannot be done, for `impossible`. */
    reason: text('reason').notNull().default(''),
    /** What is done meanwhile for a child who waits for a place. */
    interim: text('interim').notNull().default(''),
    changedBy: text('changed_by').references(() => users.id),
    changedAt: instant('changed_at'),
    version: version(),
  },
  (table) => [
    uniqueIndex('recommendations_line').on(table.conclusionId, table.kind, table.code, table.position),
    index('recommendations_child').on(table.childId, table.state),
    oneOf('recommendation_kind', table.kind, words.RECOMMENDATION_KINDS),
    oneOf('recommendation_state', table.state, words.RECOMMENDATION_STATES),
    check('recommendation_reason', sql`${table.state} <> 'impossible' or ${table.reason} <> ''`),
  ],
);

/** The school's extract: a document of its own, made at issue and never a view with hidden parts. */
export const extracts = sqliteTable(
  'extracts',
  {
    id: id(),
    conclusionId: text('conclusion_id').notNull().references(() => conclusions.id),
    childId: text('child_id').notNull().references(() => children.id),
    body: text('body', { mode: 'json' }).notNull(),
    digest: text('digest').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (table) => [uniqueIndex('extracts_conclusion').on(table.conclusionId), index('extracts_child').on(table.childId)],
);

// The plan

/** One version of a plan. `seriesId` is the plan itself; `number` counts its versions. */
export const plans = sqliteTable(
  'plans',
  {
    id: id(),
    seriesId: text('series_id').notNull(),
    number: integer('number').notNull(),
    childId: text('child_id').notNull().references(() => children.id),
    organisationId: text('organisation_id').notNull().references(() => organisations.id),
    extractId: text('extract_id').references(() => extracts.id),
    authorId: text('author_id').notNull().references(() => users.id),
    state: text('state', { enum: words.PLAN_STATES }).notNull(),
    startsOn: text('starts_on').notNull(),
    endsOn: text('ends_on').notNull(),
    childVoice: text('child_voice').notNull().default(''),
    familyVoice: text('family_voice').notNull().default(''),
    strengths: text('strengths').notNull().default(''),
    needs: text('needs').notNull().default(''),
    familyWork: text('family_work').notNull().default(''),
    noSoftGoalReason: text('no_soft_goal_reason').notNull().default(''),
    changeReason: text('change_reason').notNull().default(''),
    createdAt: instant('created_at').notNull(),
    savedAt: instant('saved_at').notNull(),
    savedBy: text('saved_by').notNull().references(() => users.id),
    sharedAt: instant('shared_at'),
    approvedBy: text('approved_by').references(() => users.id),
    approvedAt: instant('approved_at'),
    archivedAt: instant('archived_at'),
    version: version(),
  },
  (table) => [
    uniqueIndex('plans_number').on(table.seriesId, table.number),
    uniqueIndex('plans_one_active').on(table.seriesId).where(sql`state = 'active'`),
    uniqueIndex('plans_one_draft').on(table.seriesId).where(sql`state in ('draft', 'team_review', 'family_consent')`),
    index('plans_child').on(table.childId, table.state),
    index('plans_organisation').on(table.organisationId, table.state, table.savedAt),
    oneOf('plan_state', table.state, words.PLAN_STATES),
    civilDate('plan_starts_on', table.startsOn),
    civilDate('plan_ends_on', table.endsOn),
    check('plan_two_people', sql`${table.approvedBy} is null or ${table.approvedBy} <> ${table.authorId}`),
    check('plan_dates', sql`${table.endsOn} > ${table.startsOn}`),
  ],
);

/** A goal in one version of a plan. `lineageId` is the goal itself: it survives new versions and carries the entries. */
export const goals = sqliteTable(
  'goals',
  {
    id: id(),
    lineageId: text('lineage_id').notNull(),
    planId: text('plan_id').notNull().references(() => plans.id),
    position: integer('position').notNull(),
    state: text('state', { enum: words.GOAL_STATES }).notNull(),
    area: text('area', { enum: words.GOAL_AREAS }).notNull(),
    skill: text('skill').notNull(),
    bankId: text('bank_id'),
    titleKk: text('title_kk').notNull().default(''),
    titleRu: text('title_ru').notNull().default(''),
    behaviourKk: text('behaviour_kk').notNull().default(''),
    behaviourRu: text('behaviour_ru').notNull().default(''),
    conditionKk: text('condition_kk').notNull().default(''),
    conditionRu: text('condition_ru').notNull().default(''),
    strategiesKk: text('strategies_kk').notNull().default(''),
    strategiesRu: text('strategies_ru').notNull().default(''),
    homeKk: text('home_kk').notNull().default(''),
    homeRu: text('home_ru').notNull().default(''),
    whyKk: text('why_kk').notNull().default(''),
    whyRu: text('why_ru').notNull().default(''),
    measure: text('measure', { enum: words.MEASURE_TYPES }).notNull(),
    unit: text('unit').notNull(),
    direction: text('direction', { enum: words.DIRECTIONS }).notNull(),
    baseline: real('baseline').notNull(),
    target: real('target').notNull(),
    consecutive: integer('consecutive').notNull().default(3),
    perWeek: real('per_week').notNull().default(1),
    startsOn: text('starts_on').notNull(),
    dueOn: text('due_on').notNull(),
    responsible: text('responsible').notNull(),
    method: text('method').notNull().default(''),
    settings: text('settings', { mode: 'json' }).$type<words.Place[]>().notNull().default([]),
    version: version(),
  },
  (table) => [
    uniqueIndex('goals_lineage').on(table.planId, table.lineageId),
    index('goals_plan').on(table.planId, table.position),
    index('goals_of_lineage').on(table.lineageId),
    oneOf('goal_state', table.state, words.GOAL_STATES),
    oneOf('goal_area', table.area, words.GOAL_AREAS),
    oneOf('goal_measure', table.measure, words.MEASURE_TYPES),
    oneOf('goal_direction', table.direction, words.DIRECTIONS),
    civilDate('goal_starts_on', table.startsOn),
    civilDate('goal_due_on', table.dueOn),
    check('goal_dates', sql`${table.dueOn} > ${table.startsOn}`),
  ],
);

export const planServices = sqliteTable(
  'plan_services',
  {
    id: id(),
    planId: text('plan_id').notNull().references(() => plans.id),
    lineageId: text('lineage_id').notNull(),
    type: text('type').notNull(),
    form: text('form', { enum: words.SESSION_FORMS }).notNull(),
    minutes: integer('minutes').notNull(),
    perWeek: integer('per_week').notNull(),
    provider: text('provider').notNull().default(''),
    position: integer('position').notNull(),
  },
  (table) => [
    index('plan_services_plan').on(table.planId),
    oneOf('plan_service_form', table.form, words.SESSION_FORMS),
    check('plan_service_minutes', sql`${table.minutes} between 5 and 240 and ${table.perWeek} between 1 and 20`),
  ],
);

export const planAccommodations = sqliteTable(
  'plan_accommodations',
  {
    planId: text('plan_id').notNull().references(() => plans.id),
    accommodation: text('accommodation').notNull(),
    detail: text('detail').notNull().default(''),
  },
  (table) => [primaryKey({ columns: [table.planId, table.accommodation] })],
);

/** A guardian's answer to one goal of a shared draft; it counts once `sentAt` is set. */
export const goalAnswers = sqliteTable(
  'goal_answers',
  {
    goalId: text('goal_id').notNull().references(() => goals.id),
    guardianId: text('guardian_id').notNull().references(() => guardians.id),
    answer: text('answer', { enum: words.ANSWERS }).notNull(),
    comment: text('comment').notNull().default(''),
    savedAt: instant('saved_at').notNull(),
    sentAt: instant('sent_at'),
  },
  (table) => [
    primaryKey({ columns: [table.goalId, table.guardianId] }),
    oneOf('goal_answer', table.answer, words.ANSWERS),
  ],
);

// Assistants and the day

/** Hours a conclusion recommends for a child at a school: covered, or visibly missing. */
export const assistantNeeds = sqliteTable(
  'assistant_needs',
  {
    id: id(),
    childId: text('child_id').notNull().references(() => children.id),
    organisationId: text('organisation_id').notNull().references(() => organisations.id),
    extractId: text('extract_id').notNull().references(() => extracts.id),
    state: text('state', { enum: words.NEED_STATES }).notNull(),
    hours: real('hours').notNull(),
    tasks: text('tasks').notNull(),
    validFrom: text('valid_from').notNull(),
    validTo: text('valid_to').notNull(),
    createdAt: instant('created_at').notNull(),
    version: version(),
  },
  (table) => [
    uniqueIndex('assistant_needs_extract').on(table.extractId, table.organisationId),
    index('assistant_needs_organisation').on(table.organisationId, table.state),
    index('assistant_needs_child').on(table.childId),
    oneOf('assistant_need_state', table.state, words.NEED_STATES),
    civilDate('assistant_need_from', table.validFrom),
    civilDate('assistant_need_to', table.validTo),
    check('assistant_need_hours', sql`${table.hours} > 0 and ${table.hours} <= 60`),
  ],
);

export const assistantContracts = sqliteTable(
  'assistant_contracts',
  {
    id: id(),
    userId: text('user_id').notNull().references(() => users.id),
    organisationId: text('organisation_id').notNull().references(() => organisations.id),
    hours: real('hours').notNull(),
    qualification: text('qualification').notNull(),
    languages: text('languages', { mode: 'json' }).$type<words.InstructionLanguage[]>().notNull(),
    validFrom: text('valid_from').notNull(),
    validTo: text('valid_to'),
  },
  (table) => [
    index('assistant_contracts_organisation').on(table.organisationId),
    index('assistant_contracts_user').on(table.userId),
    civilDate('assistant_contract_from', table.validFrom),
    civilDate('assistant_contract_to', table.validTo),
    check('assistant_contract_hours', sql`${table.hours} > 0 and ${table.hours} <= 60`),
  ],
);

export const assignments = sqliteTable(
  'assignments',
  {
    id: id(),
    needId: text('need_id').notNull().references(() => assistantNeeds.id),
    childId: text('child_id').notNull().references(() => children.id),
    contractId: text('contract_id').notNull().references(() => assistantContracts.id),
    userId: text('user_id').notNull().references(() => users.id),
    organisationId: text('organisation_id').notNull().references(() => organisations.id),
    state: text('state', { enum: words.ASSIGNMENT_STATES }).notNull(),
    validFrom: text('valid_from').notNull(),
    validTo: text('valid_to').notNull(),
    fadingGoal: text('fading_goal').notNull(),
    createdBy: text('created_by').notNull().references(() => users.id),
    createdAt: instant('created_at').notNull(),
    endReason: text('end_reason'),
    version: version(),
  },
  (table) => [
    index('assignments_child').on(table.childId),
    index('assignments_user').on(table.userId, table.childId),
    index('assignments_need').on(table.needId),
    oneOf('assignment_state', table.state, words.ASSIGNMENT_STATES),
    civilDate('assignment_from', table.validFrom),
    civilDate('assignment_to', table.validTo),
  ],
);

/** Weekly hours of an assignment: weekday 1 (Monday) … 6, from and to as HH:MM. */
export const assignmentSlots = sqliteTable(
  'assignment_slots',
  {
    assignmentId: text('assignment_id').notNull().references(() => assignments.id),
    weekday: integer('weekday').notNull(),
    startsAt: text('starts_at').notNull(),
    endsAt: text('ends_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.assignmentId, table.weekday, table.startsAt] }),
    check('slot_weekday', sql`${table.weekday} between 1 and 6`),
    check('slot_times', sql`${table.startsAt} < ${table.endsAt}`),
  ],
);

/** One recorded measurement of a goal. Corrections are new rows that name the one they replace. */
export const entries = sqliteTable(
  'entries',
  {
    id: id(),
    lineageId: text('lineage_id').notNull(),
    goalId: text('goal_id').notNull().references(() => goals.id),
    childId: text('child_id').notNull().references(() => children.id),
    authorId: text('author_id').notNull().references(() => users.id),
    measuredOn: text('measured_on').notNull(),
    recordedAt: instant('recorded_at').notNull(),
    value: real('value').notNull(),
    successes: integer('successes'),
    trials: integer('trials'),
    help: integer('help').$type<words.HelpLevel>().notNull(),
    place: text('place', { enum: words.PLACES }).notNull(),
    note: text('note').notNull().default(''),
    replacesId: text('replaces_id'),
  },
  (table) => [
    index('entries_lineage').on(table.lineageId, table.measuredOn, table.recordedAt),
    index('entries_child').on(table.childId, table.recordedAt),
    oneOf('entry_place', table.place, words.PLACES),
    oneOf('entry_help', table.help, words.HELP_LEVELS),
    uniqueIndex('entries_replaces').on(table.replacesId),
    foreignKey({ columns: [table.replacesId], foreignColumns: [table.id] }),
    civilDate('entry_measured_on', table.measuredOn),
    check('entry_trials', sql`(${table.trials} is null and ${table.successes} is null) or (${table.successes} between 0 and ${table.trials})`),
  ],
);

/** Planned and held minutes of a plan's service on a day: whether the support reached the child. */
export const deliveries = sqliteTable(
  'deliveries',
  {
    id: id(),
    serviceLineageId: text('service_lineage_id').notNull(),
    childId: text('child_id').notNull().references(() => children.id),
    authorId: text('author_id').notNull().references(() => users.id),
    heldOn: text('held_on').notNull(),
    plannedMinutes: integer('planned_minutes').notNull(),
    heldMinutes: integer('held_minutes').notNull(),
  },
  (table) => [
    index('deliveries_child').on(table.childId, table.heldOn),
    civilDate('delivery_held_on', table.heldOn),
    check('delivery_minutes', sql`${table.heldMinutes} between 0 and 480 and ${table.plannedMinutes} between 0 and 480`),
  ],
);

// The record

/** Who did or opened what, in order. Append-only by triggers; each line carries the hash of the one before. */
export const auditEntries = sqliteTable(
  'audit_entries',
  {
    sequence: integer('sequence').primaryKey(),
    at: instant('at').notNull(),
    actorId: text('actor_id'),
    membershipId: text('membership_id'),
    role: text('role', { enum: words.ROLES }),
    sessionId: text('session_id'),
    action: text('action').notNull(),
    outcome: text('outcome', { enum: words.AUDIT_OUTCOMES }).notNull(),
    childId: text('child_id'),
    subjectId: text('subject_id'),
    detail: text('detail').notNull().default(''),
    previousHash: text('previous_hash').notNull(),
    hash: text('hash').notNull(),
  },
  (table) => [
    index('audit_child').on(table.childId, table.at),
    index('audit_actor').on(table.actorId, table.at),
    index('audit_session').on(table.sessionId, table.childId, table.action, table.at),
    oneOf('audit_outcome', table.outcome, words.AUDIT_OUTCOMES),
  ],
);
