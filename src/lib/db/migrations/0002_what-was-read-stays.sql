ALTER TABLE "seats" ADD COLUMN "expelled_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "private_cards" ADD COLUMN "readable_at" timestamp with time zone;