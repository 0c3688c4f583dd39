ALTER TABLE "ydocs" ADD COLUMN "frozen_zones" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "ydocs" ADD COLUMN "brought" jsonb;