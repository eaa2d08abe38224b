-- The record is append-only for everyone, this program included.
CREATE TRIGGER `audit_entries_no_update` BEFORE UPDATE ON `audit_entries` BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
--> statement-breakpoint
CREATE TRIGGER `audit_entries_no_delete` BEFORE DELETE ON `audit_entries` BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END;
--> statement-breakpoint
-- A signed section and an issued conclusion are what was signed and issued.
CREATE TRIGGER `findings_signed_stay` BEFORE UPDATE ON `findings` WHEN OLD.`state` <> 'draft' AND NOT (OLD.`state` = 'signed' AND NEW.`state` = 'replaced' AND OLD.`strengths` = NEW.`strengths` AND OLD.`needs` = NEW.`needs` AND OLD.`helps` = NEW.`helps` AND OLD.`recommendations` = NEW.`recommendations`) BEGIN SELECT RAISE(ABORT, 'a signed section never changes'); END;
--> statement-breakpoint
CREATE TRIGGER `conclusions_issued_stay` BEFORE UPDATE ON `conclusions` WHEN OLD.`state` <> 'draft' AND NOT (OLD.`state` = 'issued' AND NEW.`state` = 'void' AND OLD.`number` = NEW.`number`) BEGIN SELECT RAISE(ABORT, 'an issued conclusion never changes'); END;
--> statement-breakpoint
CREATE TRIGGER `extracts_stay` BEFORE UPDATE ON `extracts` BEGIN SELECT RAISE(ABORT, 'an extract never changes'); END;
--> statement-breakpoint
CREATE TRIGGER `consents_stay` BEFORE UPDATE ON `consents` BEGIN SELECT RAISE(ABORT, 'the consent ledger is append-only'); END;
