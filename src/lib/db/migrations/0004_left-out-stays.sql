ALTER TABLE "amendments" ADD COLUMN "left_out_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "private_cards" ADD COLUMN "left_out_at" timestamp with time zone;