CREATE TABLE "jury_alumni" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"jury_id" uuid NOT NULL,
	"name" text NOT NULL,
	"address" text NOT NULL,
	"email" text NOT NULL,
	"phone" text NOT NULL,
	"kept_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "juror_farewells" (
	"membership_id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"words" text NOT NULL,
	"written_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "juror_renewals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"membership_id" uuid NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"answer" text NOT NULL,
	"channel" text NOT NULL,
	"said_by" text NOT NULL,
	"said_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "jury_redraws" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"jury_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"report" jsonb NOT NULL,
	"done_by" text NOT NULL,
	"done_at" timestamp with time zone NOT NULL,
	CONSTRAINT "jury_redraws_number_key" UNIQUE("jury_id","number")
);
--> statement-breakpoint
ALTER TABLE "juries" ADD COLUMN "forget_on" date;--> statement-breakpoint
ALTER TABLE "juries" ADD COLUMN "end_note" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "jury_alumni" ADD CONSTRAINT "jury_alumni_jury_fk" FOREIGN KEY ("authority_id","jury_id") REFERENCES "public"."juries"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "juror_farewells" ADD CONSTRAINT "juror_farewells_membership_fk" FOREIGN KEY ("authority_id","membership_id") REFERENCES "public"."memberships"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "juror_renewals" ADD CONSTRAINT "juror_renewals_membership_fk" FOREIGN KEY ("authority_id","membership_id") REFERENCES "public"."memberships"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jury_redraws" ADD CONSTRAINT "jury_redraws_jury_fk" FOREIGN KEY ("authority_id","jury_id") REFERENCES "public"."juries"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "jury_alumni_authority" ON "jury_alumni" USING btree ("authority_id","jury_id");--> statement-breakpoint
CREATE INDEX "juror_farewells_project" ON "juror_farewells" USING btree ("authority_id","project_id");--> statement-breakpoint
CREATE INDEX "juror_renewals_membership" ON "juror_renewals" USING btree ("membership_id");