CREATE TABLE "jury_reminders" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"jury_id" uuid NOT NULL,
	"seat_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"about" text NOT NULL,
	"due_on" date NOT NULL,
	"mail_id" uuid,
	"made_at" timestamp with time zone NOT NULL,
	"done_at" timestamp with time zone,
	"done_by" text,
	CONSTRAINT "jury_reminders_once_key" UNIQUE("seat_id","kind","about","due_on")
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"key" text NOT NULL,
	"to" text NOT NULL,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"doubts" integer DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"holder" uuid,
	"held_until" timestamp with time zone,
	"trouble" text,
	"said" text DEFAULT '' NOT NULL,
	"queued_at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "mails_tenant_key" UNIQUE("authority_id","id"),
	CONSTRAINT "mails_key_key" UNIQUE("authority_id","key")
);
--> statement-breakpoint
ALTER TABLE "jury_reminders" ADD CONSTRAINT "jury_reminders_jury_fk" FOREIGN KEY ("authority_id","jury_id") REFERENCES "public"."juries"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jury_reminders" ADD CONSTRAINT "jury_reminders_seat_fk" FOREIGN KEY ("authority_id","seat_id") REFERENCES "public"."jury_seats"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jury_reminders" ADD CONSTRAINT "jury_reminders_mail_fk" FOREIGN KEY ("authority_id","mail_id") REFERENCES "public"."mails"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "jury_reminders_jury" ON "jury_reminders" USING btree ("authority_id","jury_id");--> statement-breakpoint
CREATE INDEX "mails_due" ON "mails" USING btree ("state","due_at");