/** The words stored in columns. Imports nothing; the domain shows the words it owns to the floors above. */

export const LANGUAGES = ['kk', 'ru', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export const DATABASE_KINDS = ['demo', 'real'] as const;
export type DatabaseKind = (typeof DATABASE_KINDS)[number];

// People and places

export const ORGANISATION_KINDS = ['pmpc', 'kindergarten', 'school', 'college', 'department'] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

export const ROLES = [
  'pmpc_specialist',
  'pmpc_coordinator',
  'teacher',
  'assistant',
  'school_coordinator',
  'parent',
  'administrator',
  'observer',
] as const;
export type Role = (typeof ROLES)[number];

export const SPECIALTIES = [
  'psychologist',
  'speech_therapist',
  'special_pedagogue',
  'social_pedagogue',
  'psychiatrist',
  'neurologist',
  'audiologist',
  'ophthalmologist',
  'paediatrician',
] as const;
export type Specialty = (typeof SPECIALTIES)[number];

export const DUTIES = ['head', 'registrar', 'safeguarding_lead'] as const;
export type Duty = (typeof DUTIES)[number];

export const CODE_PURPOSES = ['invitation', 'guardian-link', 'reset'] as const;
export type CodePurpose = (typeof CODE_PURPOSES)[number];

// The child and the family

export const SEXES = ['female', 'male'] as const;
export type Sex = (typeof SEXES)[number];

export const NO_IIN_REASONS = ['newborn', 'foreign', 'refugee', 'not-brought', 'other'] as const;
export type NoIinReason = (typeof NO_IIN_REASONS)[number];

export const INSTRUCTION_LANGUAGES = ['kk', 'ru', 'ug', 'uz', 'tg', 'en'] as const;
export type InstructionLanguage = (typeof INSTRUCTION_LANGUAGES)[number];

export const COMMUNICATIONS = ['speech', 'few-words', 'aac', 'sign', 'gesture'] as const;
export type Communication = (typeof COMMUNICATIONS)[number];

export const RELATIONS = ['mother', 'father', 'guardian', 'trustee', 'other'] as const;
export type Relation = (typeof RELATIONS)[number];

export const RESTRICTION_KINDS = ['portal', 'location', 'messages', 'documents'] as const;
export type RestrictionKind = (typeof RESTRICTION_KINDS)[number];

export const RESTRICTION_GROUNDS = ['court-act', 'guardianship-body', 'documented-threat'] as const;
export type RestrictionGround = (typeof RESTRICTION_GROUNDS)[number];

export const TEAM_PARTS = [
  'class_teacher',
  'subject_teacher',
  'special_educator',
  'speech_therapist',
  'psychologist',
  'social_pedagogue',
] as const;
export type TeamPart = (typeof TEAM_PARTS)[number];

// Consent and referral

export const CONSENT_PURPOSES = [
  'examination',
  'personal-data',
  'diagnostics',
  'plan',
  'share-conclusion',
  'photo',
  'transfer',
] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];

export const CONSENT_STATES = ['given', 'refused', 'withdrawn'] as const;
export type ConsentState = (typeof CONSENT_STATES)[number];

export const CONSENT_MANNERS = ['electronic', 'paper'] as const;
export type ConsentManner = (typeof CONSENT_MANNERS)[number];

export const REFERRAL_STATES = ['draft', 'sent', 'accepted', 'declined', 'withdrawn', 'closed'] as const;
export type ReferralState = (typeof REFERRAL_STATES)[number];

export const REFERRAL_DOCUMENTS = [
  'characteristic',
  'work-samples',
  'medical-extract',
  'development-history',
  'support-record',
  'previous-conclusion',
] as const;
export type ReferralDocument = (typeof REFERRAL_DOCUMENTS)[number];

export const DOCUMENT_STATES = ['present', 'requested', 'missing'] as const;
export type DocumentState = (typeof DOCUMENT_STATES)[number];

// The PMPC's queue and desk

/** How a wish to be examined reached the PMPC. */
export const REQUEST_CHANNELS = ['public', 'phone', 'office', 'school', 'family', 'health'] as const;
export type RequestChannel = (typeof REQUEST_CHANNELS)[number];

export const REQUEST_STATES = ['waiting', 'booked', 'seen', 'closed', 'withdrawn'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

/** What decides which papers are asked for. */
export const CASE_KINDS = ['early', 'preschool', 'school', 'college', 'repeated'] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

export const URGENCIES = ['urgent', 'priority', 'usual'] as const;
export type Urgency = (typeof URGENCIES)[number];

export const VISIT_STATES = ['booked', 'held', 'no-show', 'moved', 'cancelled'] as const;
export type VisitState = (typeof VISIT_STATES)[number];

export const ABSENCE_KINDS = ['leave', 'sick', 'training', 'other'] as const;
export type AbsenceKind = (typeof ABSENCE_KINDS)[number];

// The PMPC's examination

export const ASSESSMENT_STATES = ['scheduled', 'open', 'closed'] as const;
export type AssessmentState = (typeof ASSESSMENT_STATES)[number];

export const EXAM_KINDS = ['primary', 'repeated', 'dynamic'] as const;
export type ExamKind = (typeof EXAM_KINDS)[number];

export const MEMBER_STATES = ['needed', 'not-needed'] as const;
export type MemberState = (typeof MEMBER_STATES)[number];

export const FINDING_STATES = ['draft', 'signed', 'replaced'] as const;
export type FindingState = (typeof FINDING_STATES)[number];

export const DOMAINS = ['COG', 'SPL', 'MOT', 'HEA', 'VIS', 'EMO', 'SOC', 'SLF', 'LRN', 'HWB', 'ENV'] as const;
export type Domain = (typeof DOMAINS)[number];

/** ICF generic qualifier: 0 none … 4 complete, 8 not specified, 9 not applicable. */
export const LEVELS = [0, 1, 2, 3, 4, 8, 9] as const;
export type Level = (typeof LEVELS)[number];

export const MILESTONE_STATES = ['seen', 'not-yet', 'not-asked'] as const;
export type MilestoneState = (typeof MILESTONE_STATES)[number];

export const MEETING_STATES = ['draft', 'closed'] as const;
export type MeetingState = (typeof MEETING_STATES)[number];

export const OPINIONS = ['agrees', 'dissents'] as const;
export type Opinion = (typeof OPINIONS)[number];

/** What the collegial meeting makes of one recommendation. */
export const MEETING_DECISIONS = ['adopted', 'changed', 'declined'] as const;
export type MeetingDecision = (typeof MEETING_DECISIONS)[number];

// The conclusion

export const CONCLUSION_STATES = ['draft', 'issued', 'void'] as const;
export type ConclusionState = (typeof CONCLUSION_STATES)[number];

export const PROGRAMMES = [
  'general',
  'adapted',
  'reduced',
  'individual',
  'special-hearing',
  'special-vision',
  'special-speech',
  'special-motor',
  'special-delay',
  'special-intellect-mild',
  'special-intellect-moderate',
  'developing',
  'correctional',
] as const;
export type Programme = (typeof PROGRAMMES)[number];

/** The ten kinds of special conditions, in their official order. */
export const CONDITIONS = [
  'curriculum',
  'grading',
  'methods',
  'materials',
  'study-form',
  'environment',
  'aids',
  'specialist-help',
  'assistant',
  'social-help',
] as const;
export type Condition = (typeof CONDITIONS)[number];

export const STUDY_FORMS = ['full-time', 'home', 'distance', 'combined'] as const;
export type StudyForm = (typeof STUDY_FORMS)[number];

export const SESSION_FORMS = ['individual', 'subgroup', 'group', 'in-class', 'consultation', 'home-visit', 'online'] as const;
export type SessionForm = (typeof SESSION_FORMS)[number];

/** Conditions at tests and final attestation. */
export const EXAM_CONDITIONS = [
  'extra-time',
  'breaks',
  'separate-room',
  'reader',
  'scribe',
  'large-print',
  'sign-interpreter',
  'technical-aids',
  'oral-or-written',
  'familiar-adult',
] as const;
export type ExamCondition = (typeof EXAM_CONDITIONS)[number];

/** Where the child is sent or may go on learning. */
export const PLACEMENTS = [
  'ordinary-class',
  'special-class',
  'special-school',
  'special-kindergarten',
  'support-room',
  'logopedic-point',
  'correction-room',
  'rehabilitation-centre',
  'autism-centre',
] as const;
export type Placement = (typeof PLACEMENTS)[number];

export const FAMILY_ANSWERS = ['agrees', 'disagrees'] as const;
export type FamilyAnswer = (typeof FAMILY_ANSWERS)[number];

export const RECOMMENDATION_KINDS = [
  'condition',
  'sessions',
  'assistant',
  'personal-helper',
  'study-form',
  'exam-condition',
  'placement',
  'next-examination',
] as const;
export type RecommendationKind = (typeof RECOMMENDATION_KINDS)[number];

export const RECOMMENDATION_STATES = ['open', 'in-progress', 'done', 'impossible'] as const;
export type RecommendationState = (typeof RECOMMENDATION_STATES)[number];

// The plan

export const PLAN_STATES = [
  'draft',
  'team_review',
  'family_consent',
  'active',
  'under_review',
  'suspended',
  'transition',
  'completed',
  'archived',
] as const;
export type PlanState = (typeof PLAN_STATES)[number];

export const GOAL_STATES = ['draft', 'baseline', 'active', 'met', 'maintenance', 'partly', 'revised', 'stopped'] as const;
export type GoalState = (typeof GOAL_STATES)[number];

export const GOAL_AREAS = ['soft', 'communication', 'selfcare', 'motor', 'academic'] as const;
export type GoalArea = (typeof GOAL_AREAS)[number];

export const MEASURE_TYPES = [
  'frequency',
  'rate',
  'duration',
  'latency',
  'percent',
  'steps',
  'rubric',
  'gas',
  'prompt',
  'worksample',
] as const;
export type MeasureType = (typeof MEASURE_TYPES)[number];

export const DIRECTIONS = ['increase', 'decrease'] as const;
export type Direction = (typeof DIRECTIONS)[number];

export const ANSWERS = ['agree', 'question', 'suggest'] as const;
export type Answer = (typeof ANSWERS)[number];

// Assistants and the day

export const NEED_STATES = ['requested', 'assigned', 'ended'] as const;
export type NeedState = (typeof NEED_STATES)[number];

export const ASSIGNMENT_STATES = ['active', 'ended'] as const;
export type AssignmentState = (typeof ASSIGNMENT_STATES)[number];

export const PLACES = ['lesson', 'break', 'canteen', 'support-room', 'outdoors', 'home'] as const;
export type Place = (typeof PLACES)[number];

/** Alone · with a hint · with partial help · hand over hand. */
export const HELP_LEVELS = [0, 1, 2, 3] as const;
export type HelpLevel = (typeof HELP_LEVELS)[number];

export const AUDIT_OUTCOMES = ['done', 'denied'] as const;
export type AuditOutcome = (typeof AUDIT_OUTCOMES)[number];
