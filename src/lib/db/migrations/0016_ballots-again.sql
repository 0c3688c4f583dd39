ALTER TABLE "ballot_boxes" ADD COLUMN "revote" text DEFAULT 'until-close' NOT NULL;--> statement-breakpoint
ALTER TABLE "participations" ADD COLUMN "typing" "bytea";