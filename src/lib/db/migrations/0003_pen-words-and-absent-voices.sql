ALTER TABLE "amendments" ALTER COLUMN "seat_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "turns" ADD COLUMN "writing" jsonb;--> statement-breakpoint
ALTER TABLE "amendments" ADD CONSTRAINT "amendments_of_somebody" CHECK (seat_id is not null or role_card_id is not null);