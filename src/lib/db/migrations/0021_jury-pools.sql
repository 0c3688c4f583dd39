ALTER TABLE "jury_contacts" ADD COLUMN "carried" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "jury_sortitions" ADD COLUMN "beacon" jsonb;