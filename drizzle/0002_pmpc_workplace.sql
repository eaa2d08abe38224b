CREATE TABLE `absences` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`pmpc_id` text NOT NULL,
	`kind` text NOT NULL,
	`first_day` text NOT NULL,
	`last_day` text NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` integer NOT NULL,
	`cancelled_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`pmpc_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "absence_kind" CHECK("absences"."kind" in ('leave', 'sick', 'training', 'other')),
	CONSTRAINT "absence_first" CHECK("absences"."first_day" is null or "absences"."first_day" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "absence_last" CHECK("absences"."last_day" is null or "absences"."last_day" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "absence_days" CHECK("absences"."first_day" <= "absences"."last_day")
);
--> statement-breakpoint
CREATE INDEX `absences_pmpc` ON `absences` (`pmpc_id`,`last_day`);--> statement-breakpoint
CREATE TABLE `conclusion_answers` (
	`id` text PRIMARY KEY NOT NULL,
	`conclusion_id` text NOT NULL,
	`child_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`answer` text NOT NULL,
	`comment` text DEFAULT '' NOT NULL,
	`manner` text NOT NULL,
	`answered_on` text NOT NULL,
	`recorded_by` text NOT NULL,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`conclusion_id`) REFERENCES `conclusions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`child_id`) REFERENCES `children`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`guardian_id`) REFERENCES `guardians`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "conclusion_answer" CHECK("conclusion_answers"."answer" in ('agrees', 'disagrees')),
	CONSTRAINT "conclusion_answer_manner" CHECK("conclusion_answers"."manner" in ('electronic', 'paper')),
	CONSTRAINT "conclusion_answer_on" CHECK("conclusion_answers"."answered_on" is null or "conclusion_answers"."answered_on" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
);
--> statement-breakpoint
CREATE INDEX `conclusion_answers_conclusion` ON `conclusion_answers` (`conclusion_id`,`recorded_at`);--> statement-breakpoint
CREATE TABLE `conclusion_checks` (
	`token` text PRIMARY KEY NOT NULL,
	`conclusion_id` text NOT NULL,
	`digest` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`conclusion_id`) REFERENCES `conclusions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `conclusion_checks_conclusion` ON `conclusion_checks` (`conclusion_id`);--> statement-breakpoint
CREATE TABLE `conclusion_handovers` (
	`id` text PRIMARY KEY NOT NULL,
	`conclusion_id` text NOT NULL,
	`child_id` text NOT NULL,
	`pmpc_id` text NOT NULL,
	`guardian_id` text NOT NULL,
	`handed_on` text NOT NULL,
	`language` text NOT NULL,
	`explained` integer NOT NULL,
	`handed_by` text NOT NULL,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`conclusion_id`) REFERENCES `conclusions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`child_id`) REFERENCES `children`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`pmpc_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`guardian_id`) REFERENCES `guardians`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`handed_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "handover_language" CHECK("conclusion_handovers"."language" in ('kk', 'ru', 'en')),
	CONSTRAINT "handover_on" CHECK("conclusion_handovers"."handed_on" is null or "conclusion_handovers"."handed_on" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
);
--> statement-breakpoint
CREATE INDEX `conclusion_handovers_conclusion` ON `conclusion_handovers` (`conclusion_id`);--> statement-breakpoint
CREATE INDEX `conclusion_handovers_pmpc` ON `conclusion_handovers` (`pmpc_id`,`handed_on`,`id`);--> statement-breakpoint
CREATE TABLE `conclusion_voidings` (
	`id` text PRIMARY KEY NOT NULL,
	`conclusion_id` text NOT NULL,
	`child_id` text NOT NULL,
	`asked_version` integer NOT NULL,
	`reason` text NOT NULL,
	`asked_by` text NOT NULL,
	`asked_on` text NOT NULL,
	`asked_at` integer NOT NULL,
	`confirmed_by` text,
	`confirmed_at` integer,
	`dropped_by` text,
	`dropped_at` integer,
	FOREIGN KEY (`conclusion_id`) REFERENCES `conclusions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`child_id`) REFERENCES `children`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`asked_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`confirmed_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`dropped_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "conclusion_voiding_asked_on" CHECK("conclusion_voidings"."asked_on" is null or "conclusion_voidings"."asked_on" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "conclusion_voiding_two_people" CHECK("conclusion_voidings"."confirmed_by" is null or "conclusion_voidings"."confirmed_by" <> "conclusion_voidings"."asked_by"),
	CONSTRAINT "conclusion_voiding_one_end" CHECK("conclusion_voidings"."confirmed_by" is null or "conclusion_voidings"."dropped_by" is null)
);
--> statement-breakpoint
CREATE INDEX `conclusion_voidings_conclusion` ON `conclusion_voidings` (`conclusion_id`,`asked_at`);--> statement-breakpoint
CREATE TABLE `crew_seats` (
	`crew_id` text NOT NULL,
	`specialty` text NOT NULL,
	`user_id` text NOT NULL,
	PRIMARY KEY(`crew_id`, `specialty`),
	FOREIGN KEY (`crew_id`) REFERENCES `crews`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "crew_seat_specialty" CHECK("crew_seats"."specialty" in ('psychologist', 'speech_therapist', 'special_pedagogue', 'social_pedagogue', 'psychiatrist', 'neurologist', 'audiologist', 'ophthalmologist', 'paediatrician'))
);
--> statement-breakpoint
CREATE TABLE `crews` (
	`id` text PRIMARY KEY NOT NULL,
	`pmpc_id` text NOT NULL,
	`name` text NOT NULL,
	`active` integer DEFAULT true NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`pmpc_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `crews_name` ON `crews` (`pmpc_id`,`name`);--> statement-breakpoint
CREATE TABLE `finding_answers` (
	`finding_id` text NOT NULL,
	`field` text NOT NULL,
	`value` text NOT NULL,
	PRIMARY KEY(`finding_id`, `field`),
	FOREIGN KEY (`finding_id`) REFERENCES `findings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `finding_codes` (
	`finding_id` text NOT NULL,
	`code` text NOT NULL,
	`qualifier` integer NOT NULL,
	PRIMARY KEY(`finding_id`, `code`),
	FOREIGN KEY (`finding_id`) REFERENCES `findings`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "finding_code_qualifier" CHECK("finding_codes"."qualifier" in (0, 1, 2, 3, 4, 8, 9))
);
--> statement-breakpoint
CREATE TABLE `finding_milestones` (
	`finding_id` text NOT NULL,
	`milestone` text NOT NULL,
	`state` text NOT NULL,
	PRIMARY KEY(`finding_id`, `milestone`),
	FOREIGN KEY (`finding_id`) REFERENCES `findings`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "finding_milestone_state" CHECK("finding_milestones"."state" in ('seen', 'not-yet', 'not-asked'))
);
--> statement-breakpoint
CREATE TABLE `finding_tools` (
	`finding_id` text NOT NULL,
	`position` integer NOT NULL,
	`name` text NOT NULL,
	`used_on` text,
	PRIMARY KEY(`finding_id`, `position`),
	FOREIGN KEY (`finding_id`) REFERENCES `findings`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "finding_tool_used_on" CHECK("finding_tools"."used_on" is null or "finding_tools"."used_on" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
);
--> statement-breakpoint
CREATE TABLE `meeting_decisions` (
	`meeting_id` text NOT NULL,
	`subject` text NOT NULL,
	`decision` text NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	PRIMARY KEY(`meeting_id`, `subject`),
	FOREIGN KEY (`meeting_id`) REFERENCES `meetings`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "meeting_decision" CHECK("meeting_decisions"."decision" in ('adopted', 'changed', 'declined'))
);
--> statement-breakpoint
CREATE TABLE `meeting_opinions` (
	`meeting_id` text NOT NULL,
	`user_id` text NOT NULL,
	`specialty` text,
	`opinion` text NOT NULL,
	`words` text DEFAULT '' NOT NULL,
	PRIMARY KEY(`meeting_id`, `user_id`),
	FOREIGN KEY (`meeting_id`) REFERENCES `meetings`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "meeting_opinion" CHECK("meeting_opinions"."opinion" in ('agrees', 'dissents')),
	CONSTRAINT "meeting_specialty" CHECK("meeting_opinions"."specialty" in ('psychologist', 'speech_therapist', 'special_pedagogue', 'social_pedagogue', 'psychiatrist', 'neurologist', 'audiologist', 'ophthalmologist', 'paediatrician')),
	CONSTRAINT "meeting_dissent" CHECK("meeting_opinions"."opinion" <> 'dissents' or "meeting_opinions"."words" <> '')
);
--> statement-breakpoint
CREATE TABLE `meetings` (
	`id` text PRIMARY KEY NOT NULL,
	`assessment_id` text NOT NULL,
	`child_id` text NOT NULL,
	`held_on` text NOT NULL,
	`state` text NOT NULL,
	`summary` text DEFAULT '' NOT NULL,
	`decision` text DEFAULT '' NOT NULL,
	`family_present` integer DEFAULT false NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`saved_at` integer NOT NULL,
	`closed_by` text,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`assessment_id`) REFERENCES `assessments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`child_id`) REFERENCES `children`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`closed_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "meeting_state" CHECK("meetings"."state" in ('draft', 'closed')),
	CONSTRAINT "meeting_held_on" CHECK("meetings"."held_on" is null or "meetings"."held_on" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `meetings_assessment` ON `meetings` (`assessment_id`);--> statement-breakpoint
CREATE TABLE `recommendations` (
	`id` text PRIMARY KEY NOT NULL,
	`conclusion_id` text NOT NULL,
	`child_id` text NOT NULL,
	`kind` text NOT NULL,
	`code` text DEFAULT '' NOT NULL,
	`detail` text DEFAULT '' NOT NULL,
	`position` integer NOT NULL,
	`state` text DEFAULT 'open' NOT NULL,
	`reason` text DEFAULT '' NOT NULL,
	`interim` text DEFAULT '' NOT NULL,
	`changed_by` text,
	`changed_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`conclusion_id`) REFERENCES `conclusions`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`child_id`) REFERENCES `children`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`changed_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "recommendation_kind" CHECK("recommendations"."kind" in ('condition', 'sessions', 'assistant', 'personal-helper', 'study-form', 'exam-condition', 'placement', 'next-examination')),
	CONSTRAINT "recommendation_state" CHECK("recommendations"."state" in ('open', 'in-progress', 'done', 'impossible')),
	CONSTRAINT "recommendation_reason" CHECK("recommendations"."state" <> 'impossible' or "recommendations"."reason" <> '')
);
--> statement-breakpoint
CREATE UNIQUE INDEX `recommendations_line` ON `recommendations` (`conclusion_id`,`kind`,`code`,`position`);--> statement-breakpoint
CREATE INDEX `recommendations_child` ON `recommendations` (`child_id`,`state`);--> statement-breakpoint
CREATE TABLE `request_jumps` (
	`id` text PRIMARY KEY NOT NULL,
	`request_id` text NOT NULL,
	`before` text NOT NULL,
	`after` text NOT NULL,
	`reason` text NOT NULL,
	`author_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`author_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "jump_before" CHECK("request_jumps"."before" in ('urgent', 'priority', 'usual')),
	CONSTRAINT "jump_after" CHECK("request_jumps"."after" in ('urgent', 'priority', 'usual'))
);
--> statement-breakpoint
CREATE INDEX `request_jumps_request` ON `request_jumps` (`request_id`,`at`);--> statement-breakpoint
CREATE TABLE `request_papers` (
	`request_id` text NOT NULL,
	`paper` text NOT NULL,
	`state` text NOT NULL,
	`checked_by` text,
	`checked_at` integer,
	PRIMARY KEY(`request_id`, `paper`),
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`checked_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "request_paper_state" CHECK("request_papers"."state" in ('present', 'requested', 'missing'))
);
--> statement-breakpoint
CREATE TABLE `requests` (
	`id` text PRIMARY KEY NOT NULL,
	`pmpc_id` text NOT NULL,
	`channel` text NOT NULL,
	`state` text NOT NULL,
	`referral_id` text,
	`child_id` text,
	`surname` text NOT NULL,
	`given_name` text NOT NULL,
	`patronymic` text,
	`folded` text NOT NULL,
	`birth_date` text NOT NULL,
	`fingerprint` text DEFAULT '' NOT NULL,
	`applicant_name` text DEFAULT '' NOT NULL,
	`applicant_relation` text,
	`phone` blob,
	`contact_language` text DEFAULT 'kk' NOT NULL,
	`exam_language` text NOT NULL,
	`exam_kind` text NOT NULL,
	`case_kind` text NOT NULL,
	`reason` blob,
	`urgency` text DEFAULT 'usual' NOT NULL,
	`rank` integer NOT NULL,
	`code_hash` text,
	`received_at` integer NOT NULL,
	`received_on` text NOT NULL,
	`recorded_by` text,
	`seen_on` text,
	`closed_on` text,
	`close_reason` text,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`pmpc_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`referral_id`) REFERENCES `referrals`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`child_id`) REFERENCES `children`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`recorded_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "request_channel" CHECK("requests"."channel" in ('public', 'phone', 'office', 'school', 'family', 'health')),
	CONSTRAINT "request_state" CHECK("requests"."state" in ('waiting', 'booked', 'seen', 'closed', 'withdrawn')),
	CONSTRAINT "request_relation" CHECK("requests"."applicant_relation" in ('mother', 'father', 'guardian', 'trustee', 'other')),
	CONSTRAINT "request_contact_language" CHECK("requests"."contact_language" in ('kk', 'ru', 'en')),
	CONSTRAINT "request_exam_language" CHECK("requests"."exam_language" in ('kk', 'ru', 'ug', 'uz', 'tg', 'en')),
	CONSTRAINT "request_exam_kind" CHECK("requests"."exam_kind" in ('primary', 'repeated', 'dynamic')),
	CONSTRAINT "request_case_kind" CHECK("requests"."case_kind" in ('early', 'preschool', 'school', 'college', 'repeated')),
	CONSTRAINT "request_urgency" CHECK("requests"."urgency" in ('urgent', 'priority', 'usual')),
	CONSTRAINT "request_birth_date" CHECK("requests"."birth_date" is null or "requests"."birth_date" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "request_received_on" CHECK("requests"."received_on" is null or "requests"."received_on" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "request_seen_on" CHECK("requests"."seen_on" is null or "requests"."seen_on" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "request_closed_on" CHECK("requests"."closed_on" is null or "requests"."closed_on" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
);
--> statement-breakpoint
CREATE INDEX `requests_queue` ON `requests` (`pmpc_id`,`state`,`rank`,`received_at`,`id`);--> statement-breakpoint
CREATE INDEX `requests_seen` ON `requests` (`pmpc_id`,`seen_on`);--> statement-breakpoint
CREATE INDEX `requests_name` ON `requests` (`pmpc_id`,`state`,`folded`);--> statement-breakpoint
CREATE INDEX `requests_received` ON `requests` (`pmpc_id`,`received_on`,`rank`);--> statement-breakpoint
CREATE INDEX `requests_fingerprint` ON `requests` (`pmpc_id`,`fingerprint`);--> statement-breakpoint
CREATE INDEX `requests_child` ON `requests` (`child_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `requests_referral` ON `requests` (`referral_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `requests_code` ON `requests` (`code_hash`);--> statement-breakpoint
CREATE TABLE `rooms` (
	`id` text PRIMARY KEY NOT NULL,
	`pmpc_id` text NOT NULL,
	`name` text NOT NULL,
	`active` integer DEFAULT true NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`pmpc_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `rooms_name` ON `rooms` (`pmpc_id`,`name`);--> statement-breakpoint
CREATE TABLE `visit_members` (
	`visit_id` text NOT NULL,
	`specialty` text NOT NULL,
	`user_id` text NOT NULL,
	PRIMARY KEY(`visit_id`, `specialty`),
	FOREIGN KEY (`visit_id`) REFERENCES `visits`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "visit_member_specialty" CHECK("visit_members"."specialty" in ('psychologist', 'speech_therapist', 'special_pedagogue', 'social_pedagogue', 'psychiatrist', 'neurologist', 'audiologist', 'ophthalmologist', 'paediatrician'))
);
--> statement-breakpoint
CREATE INDEX `visit_members_user` ON `visit_members` (`user_id`,`visit_id`);--> statement-breakpoint
CREATE TABLE `visits` (
	`id` text PRIMARY KEY NOT NULL,
	`request_id` text NOT NULL,
	`pmpc_id` text NOT NULL,
	`assessment_id` text,
	`room_id` text NOT NULL,
	`crew_id` text,
	`ordinal` integer DEFAULT 1 NOT NULL,
	`visit_on` text NOT NULL,
	`starts_at` text NOT NULL,
	`ends_at` text NOT NULL,
	`language` text NOT NULL,
	`state` text NOT NULL,
	`reason` text DEFAULT '' NOT NULL,
	`booked_by` text NOT NULL,
	`booked_at` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	FOREIGN KEY (`request_id`) REFERENCES `requests`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`pmpc_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`assessment_id`) REFERENCES `assessments`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`room_id`) REFERENCES `rooms`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`crew_id`) REFERENCES `crews`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`booked_by`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "visit_state" CHECK("visits"."state" in ('booked', 'held', 'no-show', 'moved', 'cancelled')),
	CONSTRAINT "visit_language" CHECK("visits"."language" in ('kk', 'ru', 'ug', 'uz', 'tg', 'en')),
	CONSTRAINT "visit_on" CHECK("visits"."visit_on" is null or "visits"."visit_on" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "visit_times" CHECK("visits"."starts_at" < "visits"."ends_at"),
	CONSTRAINT "visit_ordinal" CHECK("visits"."ordinal" between 1 and 4)
);
--> statement-breakpoint
CREATE INDEX `visits_day` ON `visits` (`pmpc_id`,`visit_on`,`starts_at`);--> statement-breakpoint
CREATE INDEX `visits_request` ON `visits` (`request_id`,`visit_on`);--> statement-breakpoint
CREATE INDEX `visits_assessment` ON `visits` (`assessment_id`,`state`);--> statement-breakpoint
CREATE UNIQUE INDEX `visits_room` ON `visits` (`room_id`,`visit_on`,`starts_at`) WHERE state = 'booked';--> statement-breakpoint
CREATE TABLE `working_hours` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` text NOT NULL,
	`pmpc_id` text NOT NULL,
	`weekday` integer NOT NULL,
	`starts_at` text NOT NULL,
	`ends_at` text NOT NULL,
	`valid_from` text NOT NULL,
	`valid_to` text,
	FOREIGN KEY (`user_id`) REFERENCES `users`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`pmpc_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "working_hours_weekday" CHECK("working_hours"."weekday" between 1 and 7),
	CONSTRAINT "working_hours_times" CHECK("working_hours"."starts_at" < "working_hours"."ends_at"),
	CONSTRAINT "working_hours_from" CHECK("working_hours"."valid_from" is null or "working_hours"."valid_from" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
	CONSTRAINT "working_hours_to" CHECK("working_hours"."valid_to" is null or "working_hours"."valid_to" glob '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')
);
--> statement-breakpoint
CREATE INDEX `working_hours_pmpc` ON `working_hours` (`pmpc_id`,`user_id`);--> statement-breakpoint
DROP INDEX `conclusions_assessment`;--> statement-breakpoint
ALTER TABLE `conclusions` ADD `template_edition` text;--> statement-breakpoint
ALTER TABLE `conclusions` ADD `placements` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `conclusions` ADD `exam_conditions` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `conclusions` ADD `personal_helper` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `conclusions` ADD `repeat_first_year` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `conclusions` ADD `next_exam_on` text;--> statement-breakpoint
ALTER TABLE `conclusions` ADD `replaces_id` text;--> statement-breakpoint
ALTER TABLE `conclusions` ADD `void_reason` text;--> statement-breakpoint
ALTER TABLE `conclusions` ADD `voided_at` integer;--> statement-breakpoint
ALTER TABLE `conclusions` ADD `voided_by` text REFERENCES users(id);--> statement-breakpoint
CREATE UNIQUE INDEX `conclusions_assessment` ON `conclusions` (`assessment_id`) WHERE state <> 'void';--> statement-breakpoint
ALTER TABLE `assessments` ADD `gestation_weeks` integer;--> statement-breakpoint
ALTER TABLE `findings` ADD `template_edition` text;