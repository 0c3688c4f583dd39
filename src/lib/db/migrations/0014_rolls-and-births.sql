ALTER TABLE "jury_candidates" ALTER COLUMN "household" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "jury_contacts" ADD COLUMN "birth_year" integer;--> statement-breakpoint
ALTER TABLE "jury_contacts" ADD COLUMN "gender" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "jury_roll_imports" ADD COLUMN "finished_at" timestamp with time zone;