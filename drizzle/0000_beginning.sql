CREATE TABLE `assessment_members` (
	`id` text PRIMARY KEY NOT NULL,
	`assessment_id` text NOT NULL,
	`user_id` text NOT NULL,
	`specialty` text NOT NULL,
	`state` text DEFAULT 'needed' NOT NULL,
	`not_needed_reason` text,
	`valid_from` text NOT NULL,
	`valid_to` text,
	FOREIGN KEY (`assessment_id`) REFERENCES `assessments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "member_specialty" CHECK("assessment_members"."specialty" in ('psychologist', 'speech_therapist', 'special_pedagogue', 'social_pedagogue', 'psychiatrist', 'neurologist', 'audiologist', 'ophthalmologist', 'paediatrician')),
	CONSTRAINT "member_state" CHECK("assessment_members"."state" in ('needed', 'not-needed')),
	CONSTRAINT "member_reason" CHECK(("assessment_members"."state" = 'not-needed') = ("assessment_members"."not_needed_reason" is not null)),
	CONSTRAINT "member_from" CHECK("assessment_members"."valid_from" is null or "assessment_members"."valid_from" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "member_to" CHECK("assessment_members"."valid_to" is null or "assessment_members"."valid_to" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `assessment_members_specialty` ON `assessment_members` (`assessment_id`,`specialty`);--> statement-breakpoint
CREATE INDEX `assessment_members_user` ON `assessment_members` (`user_id`,`assessment_id`);--> statement-breakpoint
CREATE TABLE `assessments` (
	`id` text PRIMARY KEY NOT NULL,
	`child_id` text NOT NULL,
	`referral_id` text NOT NULL,
	`pmpc_id` text NOT NULL,
	`state` text NOT NULL,
	`exam_kind` text NOT NULL,
	`session_on` text NOT NULL,
	`session_at` text NOT NULL,
	`room` text NOT NULL,
	`language` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`child_id`) REFERENCES `children`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`referral_id`) REFERENCES `referrals`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`pmpc_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "assessment_state" CHECK("assessments"."state" in ('scheduled', 'open', 'closed')),
	CONSTRAINT "assessment_exam_kind" CHECK("assessments"."exam_kind" in ('primary', 'repeated', 'dynamic')),
	CONSTRAINT "assessment_language" CHECK("assessments"."language" in ('kk', 'ru', 'ug', 'uz', 'tg', 'en')),
	CONSTRAINT "assessment_session_on" CHECK("assessments"."session_on" is null or "assessments"."session_on" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "assessment_session_at" CHECK("assessments"."session_at" glob '[0-2][0-9]:[0-5][0-9]')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `assessments_referral` ON `assessments` (`referral_id`);--> statement-breakpoint
CREATE INDEX `assessments_child` ON `assessments` (`child_id`);--> statement-breakpoint
CREATE INDEX `assessments_pmpc` ON `assessments` (`pmpc_id`,`session_on`);--> statement-breakpoint
CREATE TABLE `assignment_slots` (
	`assignment_id` text NOT NULL,
	`weekday` integer NOT NULL,
	`starts_at` text NOT NULL,
	`ends_at` text NOT NULL,
	PRIMARY KEY(`assignment_id`, `weekday`, `starts_at`),
	FOREIGN KEY (`assignment_id`) REFERENCES `assignments`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "slot_weekday" CHECK("assignment_slots"."weekday" between 1 and 6),
	CONSTRAINT "slot_times" CHECK("assignment_slots"."starts_at" < "assignment_slots"."ends_at")
);
--> statement-breakpoint
CREATE TABLE `assignments` (
	`id` text PRIMARY KEY NOT NULL,
	`need_id` text NOT NULL,
	`child_id` text NOT NULL,
	`contract_id` text NOT NULL,
	`user_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`state` text NOT NULL,
	`valid_from` text NOT NULL,
	`valid_to` text NOT NULL,
	`fading_goal` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`end_reason` text,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`need_id`) REFERENCES `assistant_needs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`child_id`) REFERENCES `children`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`contract_id`) REFERENCES `assistant_contracts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "assignment_state" CHECK("assignments"."state" in ('active', 'ended')),
	CONSTRAINT "assignment_from" CHECK("assignments"."valid_from" is null or "assignments"."valid_from" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "assignment_to" CHECK("assignments"."valid_to" is null or "assignments"."valid_to" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
);
--> statement-breakpoint
CREATE INDEX `assignments_child` ON `assignments` (`child_id`);--> statement-breakpoint
CREATE INDEX `assignments_user` ON `assignments` (`user_id`,`child_id`);--> statement-breakpoint
CREATE INDEX `assignments_need` ON `assignments` (`need_id`);--> statement-breakpoint
CREATE TABLE `assistant_contracts` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`hours` real NOT NULL,
	`qualification` text NOT NULL,
	`languages` text NOT NULL,
	`valid_from` text NOT NULL,
	`valid_to` text,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "assistant_contract_from" CHECK("assistant_contracts"."valid_from" is null or "assistant_contracts"."valid_from" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "assistant_contract_to" CHECK("assistant_contracts"."valid_to" is null or "assistant_contracts"."valid_to" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "assistant_contract_hours" CHECK("assistant_contracts"."hours" > 0 and "assistant_contracts"."hours" <= 60)
);
--> statement-breakpoint
CREATE INDEX `assistant_contracts_organisation` ON `assistant_contracts` (`organisation_id`);--> statement-breakpoint
CREATE INDEX `assistant_contracts_user` ON `assistant_contracts` (`user_id`);--> statement-breakpoint
CREATE TABLE `assistant_needs` (
	`id` text PRIMARY KEY NOT NULL,
	`child_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`extract_id` text NOT NULL,
	`state` text NOT NULL,
	`hours` real NOT NULL,
	`tasks` text NOT NULL,
	`valid_from` text NOT NULL,
	`valid_to` text NOT NULL,
	`created_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`child_id`) REFERENCES `children`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`extract_id`) REFERENCES `extracts`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "assistant_need_state" CHECK("assistant_needs"."state" in ('requested', 'assigned', 'ended')),
	CONSTRAINT "assistant_need_from" CHECK("assistant_needs"."valid_from" is null or "assistant_needs"."valid_from" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "assistant_need_to" CHECK("assistant_needs"."valid_to" is null or "assistant_needs"."valid_to" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "assistant_need_hours" CHECK("assistant_needs"."hours" > 0 and "assistant_needs"."hours" <= 60)
);
--> statement-breakpoint
CREATE UNIQUE INDEX `assistant_needs_extract` ON `assistant_needs` (`extract_id`,`organisation_id`);--> statement-breakpoint
CREATE INDEX `assistant_needs_organisation` ON `assistant_needs` (`organisation_id`,`state`);--> statement-breakpoint
CREATE INDEX `assistant_needs_child` ON `assistant_needs` (`child_id`);--> statement-breakpoint
CREATE TABLE `audit_entries` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor_id` text,
	`membership_id` text,
	`role` text,
	`session_id` text,
	`action` text NOT NULL,
	`outcome` text NOT NULL,
	`child_id` text,
	`subject_id` text,
	`detail` text DEFAULT '' NOT NULL,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL,
	CONSTRAINT "audit_outcome" CHECK("audit_entries"."outcome" in ('done', 'denied'))
);
--> statement-breakpoint
CREATE INDEX `audit_child` ON `audit_entries` (`child_id`,`at`);--> statement-breakpoint
CREATE INDEX `audit_actor` ON `audit_entries` (`actor_id`,`at`);--> statement-breakpoint
CREATE INDEX `audit_session` ON `audit_entries` (`session_id`,`child_id`,`action`,`at`);--> statement-breakpoint
CREATE TABLE `children` (
	`id` text PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`surname` text NOT NULL,
	`given_name` text NOT NULL,
	`patronymic` text,
	`folded` text NOT NULL,
	`sort_key` text NOT NULL,
	`birth_date` text NOT NULL,
	`sex` text NOT NULL,
	`iin` blob,
	`iin_fingerprint` text,
	`iin_last_four` text,
	`no_iin_reason` text,
	`instruction_language` text NOT NULL,
	`home_language` text NOT NULL,
	`communication` text NOT NULL,
	`support_summary` text DEFAULT '' NOT NULL,
	`registered_at` integer NOT NULL,
	`registered_by` text NOT NULL,
	`registered_organisation_id` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`registered_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`registered_organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "child_sex" CHECK("children"."sex" in ('female', 'male')),
	CONSTRAINT "child_no_iin" CHECK("children"."no_iin_reason" in ('newborn', 'foreign', 'refugee', 'not-brought', 'other')),
	CONSTRAINT "child_instruction_language" CHECK("children"."instruction_language" in ('kk', 'ru', 'ug', 'uz', 'tg', 'en')),
	CONSTRAINT "child_home_language" CHECK("children"."home_language" in ('kk', 'ru', 'ug', 'uz', 'tg', 'en')),
	CONSTRAINT "child_communication" CHECK("children"."communication" in ('speech', 'few-words', 'aac', 'sign', 'gesture')),
	CONSTRAINT "child_birth_date" CHECK("children"."birth_date" is null or "children"."birth_date" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "child_iin_or_reason" CHECK(("children"."iin" is null) = ("children"."no_iin_reason" is not null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `children_code` ON `children` (`code`);--> statement-breakpoint
CREATE INDEX `children_sort` ON `children` (`sort_key`,`id`);--> statement-breakpoint
CREATE INDEX `children_fingerprint` ON `children` (`iin_fingerprint`);--> statement-breakpoint
CREATE INDEX `children_registered` ON `children` (`registered_organisation_id`);--> statement-breakpoint
CREATE TABLE `conclusion_conditions` (
	`conclusion_id` text NOT NULL,
	`condition` text NOT NULL,
	`detail` text DEFAULT '' NOT NULL,
	PRIMARY KEY(`conclusion_id`, `condition`),
	FOREIGN KEY (`conclusion_id`) REFERENCES `conclusions`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "conclusion_condition" CHECK("conclusion_conditions"."condition" in ('curriculum', 'grading', 'methods', 'materials', 'study-form', 'environment', 'aids', 'specialist-help', 'assistant', 'social-help'))
);
--> statement-breakpoint
CREATE TABLE `conclusion_levels` (
	`conclusion_id` text NOT NULL,
	`domain` text NOT NULL,
	`with_support` integer NOT NULL,
	`without_support` integer NOT NULL,
	PRIMARY KEY(`conclusion_id`, `domain`),
	FOREIGN KEY (`conclusion_id`) REFERENCES `conclusions`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "conclusion_level_domain" CHECK("conclusion_levels"."domain" in ('COG', 'SPL', 'MOT', 'HEA', 'VIS', 'EMO', 'SOC', 'SLF', 'LRN', 'HWB', 'ENV')),
	CONSTRAINT "conclusion_level_with" CHECK("conclusion_levels"."with_support" in (0, 1, 2, 3, 4, 8, 9)),
	CONSTRAINT "conclusion_level_without" CHECK("conclusion_levels"."without_support" in (0, 1, 2, 3, 4, 8, 9))
);
--> statement-breakpoint
CREATE TABLE `conclusion_sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`conclusion_id` text NOT NULL,
	`specialty` text NOT NULL,
	`form` text NOT NULL,
	`per_week` integer,
	`position` integer NOT NULL,
	FOREIGN KEY (`conclusion_id`) REFERENCES `conclusions`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "conclusion_session_specialty" CHECK("conclusion_sessions"."specialty" in ('psychologist', 'speech_therapist', 'special_pedagogue', 'social_pedagogue', 'psychiatrist', 'neurologist', 'audiologist', 'ophthalmologist', 'paediatrician')),
	CONSTRAINT "conclusion_session_form" CHECK("conclusion_sessions"."form" in ('individual', 'subgroup', 'group', 'in-class', 'consultation', 'home-visit', 'online')),
	CONSTRAINT "conclusion_session_per_week" CHECK("conclusion_sessions"."per_week" is null or "conclusion_sessions"."per_week" between 1 and 20)
);
--> statement-breakpoint
CREATE INDEX `conclusion_sessions_conclusion` ON `conclusion_sessions` (`conclusion_id`);--> statement-breakpoint
CREATE TABLE `conclusion_signatures` (
	`conclusion_id` text NOT NULL,
	`user_id` text NOT NULL,
	`specialty` text NOT NULL,
	`signed_version` integer NOT NULL,
	`signed_at` integer NOT NULL,
	PRIMARY KEY(`conclusion_id`, `user_id`),
	FOREIGN KEY (`conclusion_id`) REFERENCES `conclusions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "conclusion_signature_specialty" CHECK("conclusion_signatures"."specialty" in ('psychologist', 'speech_therapist', 'special_pedagogue', 'social_pedagogue', 'psychiatrist', 'neurologist', 'audiologist', 'ophthalmologist', 'paediatrician'))
);
--> statement-breakpoint
CREATE TABLE `conclusions` (
	`id` text PRIMARY KEY NOT NULL,
	`assessment_id` text NOT NULL,
	`child_id` text NOT NULL,
	`pmpc_id` text NOT NULL,
	`author_id` text NOT NULL,
	`state` text NOT NULL,
	`number` integer,
	`number_year` integer,
	`issued_on` text,
	`issued_by` text,
	`strengths` text DEFAULT '' NOT NULL,
	`needs` text DEFAULT '' NOT NULL,
	`programme` text,
	`study_form` text,
	`assistant_needed` integer DEFAULT false NOT NULL,
	`assistant_hours` real,
	`assistant_from` text,
	`assistant_to` text,
	`assistant_tasks` text DEFAULT '' NOT NULL,
	`valid_until` text,
	`family_advice` text DEFAULT '' NOT NULL,
	`created_at` integer NOT NULL,
	`saved_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`assessment_id`) REFERENCES `assessments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`child_id`) REFERENCES `children`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`pmpc_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`issued_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "conclusion_state" CHECK("conclusions"."state" in ('draft', 'issued', 'void')),
	CONSTRAINT "conclusion_programme" CHECK("conclusions"."programme" in ('general', 'adapted', 'reduced', 'individual', 'special-hearing', 'special-vision', 'special-speech', 'special-motor', 'special-delay', 'special-intellect-mild', 'special-intellect-moderate', 'developing', 'correctional')),
	CONSTRAINT "conclusion_study_form" CHECK("conclusions"."study_form" in ('full-time', 'home', 'distance', 'combined')),
	CONSTRAINT "conclusion_numbered" CHECK(("conclusions"."state" = 'draft') = ("conclusions"."number" is null)),
	CONSTRAINT "conclusion_two_people" CHECK("conclusions"."issued_by" is null or "conclusions"."issued_by" <> "conclusions"."author_id"),
	CONSTRAINT "conclusion_issued_on" CHECK("conclusions"."issued_on" is null or "conclusions"."issued_on" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "conclusion_valid_until" CHECK("conclusions"."valid_until" is null or "conclusions"."valid_until" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "conclusion_assistant_from" CHECK("conclusions"."assistant_from" is null or "conclusions"."assistant_from" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "conclusion_assistant_to" CHECK("conclusions"."assistant_to" is null or "conclusions"."assistant_to" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `conclusions_assessment` ON `conclusions` (`assessment_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `conclusions_number` ON `conclusions` (`pmpc_id`,`number_year`,`number`);--> statement-breakpoint
CREATE INDEX `conclusions_child` ON `conclusions` (`child_id`);--> statement-breakpoint
CREATE INDEX `conclusions_pmpc` ON `conclusions` (`pmpc_id`,`state`,`saved_at`);--> statement-breakpoint
CREATE TABLE `consents` (
	`id` text PRIMARY KEY NOT NULL,
	`child_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`purpose` text NOT NULL,
	`state` text NOT NULL,
	`manner` text NOT NULL,
	`subject_id` text DEFAULT '' NOT NULL,
	`organisation_id` text,
	`answered_on` text NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` integer NOT NULL,
	`sequence` integer NOT NULL,
	FOREIGN KEY (`child_id`) REFERENCES `children`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`guardian_id`) REFERENCES `guardians`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "consent_purpose" CHECK("consents"."purpose" in ('examination', 'personal-data', 'diagnostics', 'plan', 'share-conclusion', 'photo', 'transfer')),
	CONSTRAINT "consent_state" CHECK("consents"."state" in ('given', 'refused', 'withdrawn')),
	CONSTRAINT "consent_manner" CHECK("consents"."manner" in ('electronic', 'paper')),
	CONSTRAINT "consent_answered_on" CHECK("consents"."answered_on" is null or "consents"."answered_on" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `consents_line` ON `consents` (`child_id`,`purpose`,`subject_id`,`sequence`);--> statement-breakpoint
CREATE TABLE `deliveries` (
	`id` text PRIMARY KEY NOT NULL,
	`service_lineage_id` text NOT NULL,
	`child_id` text NOT NULL,
	`author_id` text NOT NULL,
	`held_on` text NOT NULL,
	`planned_minutes` integer NOT NULL,
	`held_minutes` integer NOT NULL,
	FOREIGN KEY (`child_id`) REFERENCES `children`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "delivery_held_on" CHECK("deliveries"."held_on" is null or "deliveries"."held_on" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "delivery_minutes" CHECK("deliveries"."held_minutes" between 0 and 480 and "deliveries"."planned_minutes" between 0 and 480)
);
--> statement-breakpoint
CREATE INDEX `deliveries_child` ON `deliveries` (`child_id`,`held_on`);--> statement-breakpoint
CREATE TABLE `enrolments` (
	`id` text PRIMARY KEY NOT NULL,
	`child_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`class_name` text NOT NULL,
	`valid_from` text NOT NULL,
	`valid_to` text,
	FOREIGN KEY (`child_id`) REFERENCES `children`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "enrolment_from" CHECK("enrolments"."valid_from" is null or "enrolments"."valid_from" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "enrolment_to" CHECK("enrolments"."valid_to" is null or "enrolments"."valid_to" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
);
--> statement-breakpoint
CREATE INDEX `enrolments_child` ON `enrolments` (`child_id`);--> statement-breakpoint
CREATE INDEX `enrolments_organisation` ON `enrolments` (`organisation_id`,`child_id`);--> statement-breakpoint
CREATE TABLE `entries` (
	`id` text PRIMARY KEY NOT NULL,
	`lineage_id` text NOT NULL,
	`goal_id` text NOT NULL,
	`child_id` text NOT NULL,
	`author_id` text NOT NULL,
	`measured_on` text NOT NULL,
	`recorded_at` integer NOT NULL,
	`value` real NOT NULL,
	`successes` integer,
	`trials` integer,
	`help` integer NOT NULL,
	`place` text NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`replaces_id` text,
	FOREIGN KEY (`goal_id`) REFERENCES `goals`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`child_id`) REFERENCES `children`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`replaces_id`) REFERENCES `entries`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "entry_place" CHECK("entries"."place" in ('lesson', 'break', 'canteen', 'support-room', 'outdoors', 'home')),
	CONSTRAINT "entry_help" CHECK("entries"."help" in (0, 1, 2, 3)),
	CONSTRAINT "entry_measured_on" CHECK("entries"."measured_on" is null or "entries"."measured_on" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "entry_trials" CHECK(("entries"."trials" is null and "entries"."successes" is null) or ("entries"."successes" between 0 and "entries"."trials"))
);
--> statement-breakpoint
CREATE INDEX `entries_lineage` ON `entries` (`lineage_id`,`measured_on`,`recorded_at`);--> statement-breakpoint
CREATE INDEX `entries_child` ON `entries` (`child_id`,`recorded_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `entries_replaces` ON `entries` (`replaces_id`);--> statement-breakpoint
CREATE TABLE `extracts` (
	`id` text PRIMARY KEY NOT NULL,
	`conclusion_id` text NOT NULL,
	`child_id` text NOT NULL,
	`body` text NOT NULL,
	`digest` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`conclusion_id`) REFERENCES `conclusions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`child_id`) REFERENCES `children`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `extracts_conclusion` ON `extracts` (`conclusion_id`);--> statement-breakpoint
CREATE INDEX `extracts_child` ON `extracts` (`child_id`);--> statement-breakpoint
CREATE TABLE `finding_levels` (
	`finding_id` text NOT NULL,
	`domain` text NOT NULL,
	`with_support` integer NOT NULL,
	`without_support` integer NOT NULL,
	`evidence` text DEFAULT '' NOT NULL,
	PRIMARY KEY(`finding_id`, `domain`),
	FOREIGN KEY (`finding_id`) REFERENCES `findings`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "finding_level_domain" CHECK("finding_levels"."domain" in ('COG', 'SPL', 'MOT', 'HEA', 'VIS', 'EMO', 'SOC', 'SLF', 'LRN', 'HWB', 'ENV')),
	CONSTRAINT "finding_level_with" CHECK("finding_levels"."with_support" in (0, 1, 2, 3, 4, 8, 9)),
	CONSTRAINT "finding_level_without" CHECK("finding_levels"."without_support" in (0, 1, 2, 3, 4, 8, 9))
);
--> statement-breakpoint
CREATE TABLE `finding_notes` (
	`finding_id` text PRIMARY KEY NOT NULL,
	`author_id` text NOT NULL,
	`body` blob NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`finding_id`) REFERENCES `findings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `findings` (
	`id` text PRIMARY KEY NOT NULL,
	`assessment_id` text NOT NULL,
	`child_id` text NOT NULL,
	`author_id` text NOT NULL,
	`specialty` text NOT NULL,
	`medical` integer NOT NULL,
	`state` text NOT NULL,
	`strengths` text DEFAULT '' NOT NULL,
	`needs` text DEFAULT '' NOT NULL,
	`helps` text DEFAULT '' NOT NULL,
	`recommendations` text DEFAULT '' NOT NULL,
	`edition` integer DEFAULT 1 NOT NULL,
	`replaces_id` text,
	`amend_reason` text,
	`created_at` integer NOT NULL,
	`saved_at` integer NOT NULL,
	`signed_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`assessment_id`) REFERENCES `assessments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`child_id`) REFERENCES `children`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`replaces_id`) REFERENCES `findings`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "finding_specialty" CHECK("findings"."specialty" in ('psychologist', 'speech_therapist', 'special_pedagogue', 'social_pedagogue', 'psychiatrist', 'neurologist', 'audiologist', 'ophthalmologist', 'paediatrician')),
	CONSTRAINT "finding_state" CHECK("findings"."state" in ('draft', 'signed', 'replaced')),
	CONSTRAINT "finding_signed" CHECK(("findings"."state" = 'draft') = ("findings"."signed_at" is null))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `findings_edition` ON `findings` (`assessment_id`,`specialty`,`edition`);--> statement-breakpoint
CREATE INDEX `findings_child` ON `findings` (`child_id`);--> statement-breakpoint
CREATE TABLE `goal_answers` (
	`goal_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`answer` text NOT NULL,
	`comment` text DEFAULT '' NOT NULL,
	`saved_at` integer NOT NULL,
	`sent_at` integer,
	PRIMARY KEY(`goal_id`, `guardian_id`),
	FOREIGN KEY (`goal_id`) REFERENCES `goals`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`guardian_id`) REFERENCES `guardians`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "goal_answer" CHECK("goal_answers"."answer" in ('agree', 'question', 'suggest'))
);
--> statement-breakpoint
CREATE TABLE `goals` (
	`id` text PRIMARY KEY NOT NULL,
	`lineage_id` text NOT NULL,
	`plan_id` text NOT NULL,
	`position` integer NOT NULL,
	`state` text NOT NULL,
	`area` text NOT NULL,
	`skill` text NOT NULL,
	`bank_id` text,
	`title_kk` text DEFAULT '' NOT NULL,
	`title_ru` text DEFAULT '' NOT NULL,
	`behaviour_kk` text DEFAULT '' NOT NULL,
	`behaviour_ru` text DEFAULT '' NOT NULL,
	`condition_kk` text DEFAULT '' NOT NULL,
	`condition_ru` text DEFAULT '' NOT NULL,
	`strategies_kk` text DEFAULT '' NOT NULL,
	`strategies_ru` text DEFAULT '' NOT NULL,
	`home_kk` text DEFAULT '' NOT NULL,
	`home_ru` text DEFAULT '' NOT NULL,
	`why_kk` text DEFAULT '' NOT NULL,
	`why_ru` text DEFAULT '' NOT NULL,
	`measure` text NOT NULL,
	`unit` text NOT NULL,
	`direction` text NOT NULL,
	`baseline` real NOT NULL,
	`target` real NOT NULL,
	`consecutive` integer DEFAULT 3 NOT NULL,
	`per_week` real DEFAULT 1 NOT NULL,
	`starts_on` text NOT NULL,
	`due_on` text NOT NULL,
	`responsible` text NOT NULL,
	`method` text DEFAULT '' NOT NULL,
	`settings` text DEFAULT '[]' NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "goal_state" CHECK("goals"."state" in ('draft', 'baseline', 'active', 'met', 'maintenance', 'partly', 'revised', 'stopped')),
	CONSTRAINT "goal_area" CHECK("goals"."area" in ('soft', 'communication', 'selfcare', 'motor', 'academic')),
	CONSTRAINT "goal_measure" CHECK("goals"."measure" in ('frequency', 'rate', 'duration', 'latency', 'percent', 'steps', 'rubric', 'gas', 'prompt', 'worksample')),
	CONSTRAINT "goal_direction" CHECK("goals"."direction" in ('increase', 'decrease')),
	CONSTRAINT "goal_starts_on" CHECK("goals"."starts_on" is null or "goals"."starts_on" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "goal_due_on" CHECK("goals"."due_on" is null or "goals"."due_on" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "goal_dates" CHECK("goals"."due_on" > "goals"."starts_on")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `goals_lineage` ON `goals` (`plan_id`,`lineage_id`);--> statement-breakpoint
CREATE INDEX `goals_plan` ON `goals` (`plan_id`,`position`);--> statement-breakpoint
CREATE INDEX `goals_of_lineage` ON `goals` (`lineage_id`);--> statement-breakpoint
CREATE TABLE `guardian_restrictions` (
	`id` text PRIMARY KEY NOT NULL,
	`guardian_id` text NOT NULL,
	`kind` text NOT NULL,
	`ground` text NOT NULL,
	`reason` blob NOT NULL,
	`valid_from` text NOT NULL,
	`valid_to` text NOT NULL,
	`created_by` text NOT NULL,
	`confirmed_by` text,
	`lifted_at` integer,
	FOREIGN KEY (`guardian_id`) REFERENCES `guardians`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`confirmed_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "restriction_kind" CHECK("guardian_restrictions"."kind" in ('portal', 'location', 'messages', 'documents')),
	CONSTRAINT "restriction_ground" CHECK("guardian_restrictions"."ground" in ('court-act', 'guardianship-body', 'documented-threat')),
	CONSTRAINT "restriction_from" CHECK("guardian_restrictions"."valid_from" is null or "guardian_restrictions"."valid_from" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "restriction_to" CHECK("guardian_restrictions"."valid_to" is null or "guardian_restrictions"."valid_to" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "restriction_two_people" CHECK("guardian_restrictions"."confirmed_by" is null or "guardian_restrictions"."confirmed_by" <> "guardian_restrictions"."created_by")
);
--> statement-breakpoint
CREATE INDEX `guardian_restrictions_guardian` ON `guardian_restrictions` (`guardian_id`);--> statement-breakpoint
CREATE TABLE `guardians` (
	`id` text PRIMARY KEY NOT NULL,
	`child_id` text NOT NULL,
	`user_id` text,
	`surname` text NOT NULL,
	`given_name` text NOT NULL,
	`patronymic` text,
	`relation` text NOT NULL,
	`phone` blob,
	`address` blob,
	`household` text NOT NULL,
	`preferred` integer DEFAULT false NOT NULL,
	`language` text DEFAULT 'kk' NOT NULL,
	`verified_by` text NOT NULL,
	`linked_at` integer,
	`valid_from` text NOT NULL,
	`valid_to` text,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`child_id`) REFERENCES `children`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`verified_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "guardian_relation" CHECK("guardians"."relation" in ('mother', 'father', 'guardian', 'trustee', 'other')),
	CONSTRAINT "guardian_language" CHECK("guardians"."language" in ('kk', 'ru', 'en')),
	CONSTRAINT "guardian_from" CHECK("guardians"."valid_from" is null or "guardians"."valid_from" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "guardian_to" CHECK("guardians"."valid_to" is null or "guardians"."valid_to" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
);
--> statement-breakpoint
CREATE INDEX `guardians_child` ON `guardians` (`child_id`);--> statement-breakpoint
CREATE INDEX `guardians_user` ON `guardians` (`user_id`,`child_id`);--> statement-breakpoint
CREATE TABLE `kept_forms` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`path` text NOT NULL,
	`body` blob NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `kept_forms_user` ON `kept_forms` (`user_id`,`path`);--> statement-breakpoint
CREATE TABLE `memberships` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`organisation_id` text,
	`role` text NOT NULL,
	`specialty` text,
	`duty` text,
	`valid_from` text NOT NULL,
	`valid_to` text,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "membership_role" CHECK("memberships"."role" in ('pmpc_specialist', 'pmpc_coordinator', 'teacher', 'assistant', 'school_coordinator', 'parent', 'administrator', 'observer')),
	CONSTRAINT "membership_specialty" CHECK("memberships"."specialty" in ('psychologist', 'speech_therapist', 'special_pedagogue', 'social_pedagogue', 'psychiatrist', 'neurologist', 'audiologist', 'ophthalmologist', 'paediatrician')),
	CONSTRAINT "membership_duty" CHECK("memberships"."duty" in ('head', 'registrar', 'safeguarding_lead')),
	CONSTRAINT "membership_from" CHECK("memberships"."valid_from" is null or "memberships"."valid_from" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "membership_to" CHECK("memberships"."valid_to" is null or "memberships"."valid_to" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
);
--> statement-breakpoint
CREATE INDEX `memberships_user` ON `memberships` (`user_id`);--> statement-breakpoint
CREATE INDEX `memberships_organisation` ON `memberships` (`organisation_id`,`role`);--> statement-breakpoint
CREATE TABLE `one_time_codes` (
	`id` text PRIMARY KEY NOT NULL,
	`purpose` text NOT NULL,
	`code_hash` text NOT NULL,
	`user_id` text,
	`guardian_id` text,
	`created_by` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	`misses` integer DEFAULT 0 NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`guardian_id`) REFERENCES `guardians`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "code_purpose" CHECK("one_time_codes"."purpose" in ('invitation', 'guardian-link', 'reset'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `one_time_codes_hash` ON `one_time_codes` (`code_hash`);--> statement-breakpoint
CREATE TABLE `organisations` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name_kk` text NOT NULL,
	`name_ru` text NOT NULL,
	`name_en` text NOT NULL,
	`region` text NOT NULL,
	`locality` text NOT NULL,
	`rural` integer DEFAULT false NOT NULL,
	`folded` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	CONSTRAINT "organisation_kind" CHECK("organisations"."kind" in ('pmpc', 'kindergarten', 'school', 'college', 'department'))
);
--> statement-breakpoint
CREATE TABLE `plan_accommodations` (
	`plan_id` text NOT NULL,
	`accommodation` text NOT NULL,
	`detail` text DEFAULT '' NOT NULL,
	PRIMARY KEY(`plan_id`, `accommodation`),
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `plan_services` (
	`id` text PRIMARY KEY NOT NULL,
	`plan_id` text NOT NULL,
	`lineage_id` text NOT NULL,
	`type` text NOT NULL,
	`form` text NOT NULL,
	`minutes` integer NOT NULL,
	`per_week` integer NOT NULL,
	`provider` text DEFAULT '' NOT NULL,
	`position` integer NOT NULL,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "plan_service_form" CHECK("plan_services"."form" in ('individual', 'subgroup', 'group', 'in-class', 'consultation', 'home-visit', 'online')),
	CONSTRAINT "plan_service_minutes" CHECK("plan_services"."minutes" between 5 and 240 and "plan_services"."per_week" between 1 and 20)
);
--> statement-breakpoint
CREATE INDEX `plan_services_plan` ON `plan_services` (`plan_id`);--> statement-breakpoint
CREATE TABLE `plans` (
	`id` text PRIMARY KEY NOT NULL,
	`series_id` text NOT NULL,
	`number` integer NOT NULL,
	`child_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`extract_id` text,
	`author_id` text NOT NULL,
	`state` text NOT NULL,
	`starts_on` text NOT NULL,
	`ends_on` text NOT NULL,
	`child_voice` text DEFAULT '' NOT NULL,
	`family_voice` text DEFAULT '' NOT NULL,
	`strengths` text DEFAULT '' NOT NULL,
	`needs` text DEFAULT '' NOT NULL,
	`family_work` text DEFAULT '' NOT NULL,
	`no_soft_goal_reason` text DEFAULT '' NOT NULL,
	`change_reason` text DEFAULT '' NOT NULL,
	`created_at` integer NOT NULL,
	`saved_at` integer NOT NULL,
	`saved_by` text NOT NULL,
	`shared_at` integer,
	`approved_by` text,
	`approved_at` integer,
	`archived_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`child_id`) REFERENCES `children`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`extract_id`) REFERENCES `extracts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`saved_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`approved_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "plan_state" CHECK("plans"."state" in ('draft', 'team_review', 'family_consent', 'active', 'under_review', 'suspended', 'transition', 'completed', 'archived')),
	CONSTRAINT "plan_starts_on" CHECK("plans"."starts_on" is null or "plans"."starts_on" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "plan_ends_on" CHECK("plans"."ends_on" is null or "plans"."ends_on" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "plan_two_people" CHECK("plans"."approved_by" is null or "plans"."approved_by" <> "plans"."author_id"),
	CONSTRAINT "plan_dates" CHECK("plans"."ends_on" > "plans"."starts_on")
);
--> statement-breakpoint
CREATE UNIQUE INDEX `plans_number` ON `plans` (`series_id`,`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `plans_one_active` ON `plans` (`series_id`) WHERE state = 'active';--> statement-breakpoint
CREATE UNIQUE INDEX `plans_one_draft` ON `plans` (`series_id`) WHERE state in ('draft', 'team_review', 'family_consent');--> statement-breakpoint
CREATE INDEX `plans_child` ON `plans` (`child_id`,`state`);--> statement-breakpoint
CREATE INDEX `plans_organisation` ON `plans` (`organisation_id`,`state`,`saved_at`);--> statement-breakpoint
CREATE TABLE `reference_items` (
	`collection` text NOT NULL,
	`item` text NOT NULL,
	`position` integer NOT NULL,
	`body` text NOT NULL,
	`edition` text NOT NULL,
	PRIMARY KEY(`collection`, `item`)
);
--> statement-breakpoint
CREATE TABLE `referral_documents` (
	`referral_id` text NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	PRIMARY KEY(`referral_id`, `kind`),
	FOREIGN KEY (`referral_id`) REFERENCES `referrals`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "referral_document_kind" CHECK("referral_documents"."kind" in ('characteristic', 'work-samples', 'medical-extract', 'development-history', 'support-record', 'previous-conclusion')),
	CONSTRAINT "referral_document_state" CHECK("referral_documents"."state" in ('present', 'requested', 'missing'))
);
--> statement-breakpoint
CREATE TABLE `referrals` (
	`id` text PRIMARY KEY NOT NULL,
	`child_id` text NOT NULL,
	`from_organisation_id` text NOT NULL,
	`pmpc_id` text NOT NULL,
	`author_id` text NOT NULL,
	`state` text NOT NULL,
	`reason` text NOT NULL,
	`tried` text NOT NULL,
	`created_at` integer NOT NULL,
	`sent_at` integer,
	`decided_at` integer,
	`decided_by` text,
	`decline_reason` text,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`child_id`) REFERENCES `children`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`from_organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`pmpc_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "referral_state" CHECK("referrals"."state" in ('draft', 'sent', 'accepted', 'declined', 'withdrawn', 'closed'))
);
--> statement-breakpoint
CREATE INDEX `referrals_child` ON `referrals` (`child_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `referrals_pmpc` ON `referrals` (`pmpc_id`,`state`,`sent_at`);--> statement-breakpoint
CREATE INDEX `referrals_from` ON `referrals` (`from_organisation_id`,`created_at`);--> statement-breakpoint
CREATE UNIQUE INDEX `referrals_one_open` ON `referrals` (`child_id`,`pmpc_id`) WHERE state in ('draft', 'sent', 'accepted');--> statement-breakpoint
CREATE TABLE `sent_forms` (
	`key` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`path` text NOT NULL,
	`digest` text NOT NULL,
	`location` text,
	`at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`membership_id` text,
	`device` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`membership_id`) REFERENCES `memberships`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `sessions_user` ON `sessions` (`user_id`);--> statement-breakpoint
CREATE INDEX `sessions_expiry` ON `sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `settings` (
	`key` text NOT NULL,
	`organisation_id` text DEFAULT '' NOT NULL,
	`value` text NOT NULL,
	PRIMARY KEY(`key`, `organisation_id`)
);
--> statement-breakpoint
CREATE TABLE `sign_in_attempts` (
	`key` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL,
	`since` integer NOT NULL,
	`locked_until` integer
);
--> statement-breakpoint
CREATE TABLE `team_members` (
	`id` text PRIMARY KEY NOT NULL,
	`child_id` text NOT NULL,
	`user_id` text NOT NULL,
	`organisation_id` text NOT NULL,
	`part` text NOT NULL,
	`valid_from` text NOT NULL,
	`valid_to` text,
	FOREIGN KEY (`child_id`) REFERENCES `children`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "team_part" CHECK("team_members"."part" in ('class_teacher', 'subject_teacher', 'special_educator', 'speech_therapist', 'psychologist', 'social_pedagogue')),
	CONSTRAINT "team_from" CHECK("team_members"."valid_from" is null or "team_members"."valid_from" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "team_to" CHECK("team_members"."valid_to" is null or "team_members"."valid_to" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
);
--> statement-breakpoint
CREATE INDEX `team_members_child` ON `team_members` (`child_id`);--> statement-breakpoint
CREATE INDEX `team_members_user` ON `team_members` (`user_id`,`child_id`);--> statement-breakpoint
CREATE TABLE `users` (
	`id` text PRIMARY KEY NOT NULL,
	`email` text NOT NULL,
	`password_hash` text,
	`surname` text NOT NULL,
	`given_name` text NOT NULL,
	`patronymic` text,
	`folded` text NOT NULL,
	`sort_key` text NOT NULL,
	`language` text DEFAULT 'kk' NOT NULL,
	`disabled_at` integer,
	`created_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	CONSTRAINT "user_language" CHECK("users"."language" in ('kk', 'ru', 'en'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `users_email` ON `users` (`email`);