CREATE TABLE "annotation_answers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"annotation_id" uuid NOT NULL,
	"said" text NOT NULL,
	"outcome" text,
	"words" text DEFAULT '' NOT NULL,
	"capacity" text,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "annotations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"membership_id" uuid NOT NULL,
	"typed_by" text,
	"kind" text NOT NULL,
	"thing" jsonb NOT NULL,
	"about" text NOT NULL,
	"words" text NOT NULL,
	"written_at" timestamp with time zone NOT NULL,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "annotations_tenant_key" UNIQUE("authority_id","id")
);
--> statement-breakpoint
CREATE TABLE "jury_campaign_actions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"jury_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"what" text NOT NULL,
	"on_day" date NOT NULL,
	"reach" integer,
	"created_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "jury_candidates" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"jury_id" uuid NOT NULL,
	"pool" text NOT NULL,
	"code" text NOT NULL,
	"profile" jsonb NOT NULL,
	"household" text NOT NULL,
	"channel" text NOT NULL,
	"entered_by" text NOT NULL,
	"written_to_at" timestamp with time zone,
	"answered_at" timestamp with time zone,
	"answer" text,
	"duplicate_of" uuid,
	"withdrawn_at" timestamp with time zone,
	"token_hash" text,
	CONSTRAINT "jury_candidates_tenant_key" UNIQUE("authority_id","id"),
	CONSTRAINT "jury_candidates_code_key" UNIQUE("authority_id","jury_id","code"),
	CONSTRAINT "jury_candidates_token_key" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "jury_contacts" (
	"candidate_id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"jury_id" uuid NOT NULL,
	"last_name" text NOT NULL,
	"first_name" text NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"postcode" text DEFAULT '' NOT NULL,
	"town" text DEFAULT '' NOT NULL,
	"email" text DEFAULT '' NOT NULL,
	"phone" text DEFAULT '' NOT NULL,
	"same_as" text NOT NULL,
	"access_needs" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "jury_declarations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"membership_id" uuid NOT NULL,
	"stage" text NOT NULL,
	"gathering_id" uuid,
	"version" integer NOT NULL,
	"declared" text NOT NULL,
	"details" text DEFAULT '' NOT NULL,
	"typed_by" text,
	"signed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "juries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"roll_seats" integer NOT NULL,
	"volunteer_seats" integer NOT NULL,
	"quotas" jsonb NOT NULL,
	"one_of_a_household" boolean DEFAULT true NOT NULL,
	"quorum" integer NOT NULL,
	"mandate_starts_on" date,
	"cost" jsonb NOT NULL,
	"announcement" text DEFAULT '' NOT NULL,
	"deliberation" text DEFAULT '' NOT NULL,
	"deliberation_on" date,
	"slug" text NOT NULL,
	"announced_at" timestamp with time zone,
	"volunteers_until" date,
	"purge_on" date,
	"observes_candidates" boolean DEFAULT false NOT NULL,
	"ended_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "juries_tenant_key" UNIQUE("authority_id","id"),
	CONSTRAINT "juries_project_key" UNIQUE("authority_id","project_id"),
	CONSTRAINT "juries_slug_key" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "juror_devices" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"membership_id" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "juror_money" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"membership_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"cents" bigint NOT NULL,
	"what" text NOT NULL,
	"corrects_id" uuid,
	"written_by" text NOT NULL,
	"written_at" timestamp with time zone NOT NULL,
	CONSTRAINT "juror_money_tenant_key" UNIQUE("authority_id","id")
);
--> statement-breakpoint
CREATE TABLE "jury_seats" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"jury_id" uuid NOT NULL,
	"sortition_id" uuid NOT NULL,
	"candidate_id" uuid NOT NULL,
	"state" text NOT NULL,
	"replaces_id" uuid,
	"invited_at" timestamp with time zone,
	"answer_by" date,
	"reminded_at" timestamp with time zone,
	"answered_at" timestamp with time zone,
	"channel" text,
	"entered_by" text,
	"left_why" text DEFAULT '' NOT NULL,
	"left_at" timestamp with time zone,
	"membership_id" uuid,
	"token_hash" text,
	CONSTRAINT "jury_seats_tenant_key" UNIQUE("authority_id","id"),
	CONSTRAINT "jury_seats_candidate_key" UNIQUE("sortition_id","candidate_id"),
	CONSTRAINT "jury_seats_token_key" UNIQUE("token_hash"),
	CONSTRAINT "jury_seats_replaces_key" UNIQUE("replaces_id")
);
--> statement-breakpoint
CREATE TABLE "jury_lessons_done" (
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"membership_id" uuid NOT NULL,
	"lesson" text NOT NULL,
	"answers" jsonb NOT NULL,
	"done_at" timestamp with time zone NOT NULL,
	CONSTRAINT "jury_lessons_done_key" UNIQUE("membership_id","lesson")
);
--> statement-breakpoint
CREATE TABLE "jury_purges" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"jury_id" uuid NOT NULL,
	"what" text NOT NULL,
	"people" integer NOT NULL,
	"codes_hash" text NOT NULL,
	"due_on" date,
	"done_by" text NOT NULL,
	"done_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "jury_roll_imports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"jury_id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"file_hash" text NOT NULL,
	"report" jsonb NOT NULL,
	"imported_by" text NOT NULL,
	"imported_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "jury_sortitions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"jury_id" uuid NOT NULL,
	"attempt" integer NOT NULL,
	"state" text NOT NULL,
	"progress" integer DEFAULT 0 NOT NULL,
	"trouble" jsonb,
	"sealed_text" text,
	"seal_hash" text,
	"sealed_at" timestamp with time zone,
	"figures" jsonb,
	"seed_method" text,
	"seed_text" text,
	"witnesses" text DEFAULT '' NOT NULL,
	"drawn_at" timestamp with time zone,
	"panel" jsonb,
	"replacements" jsonb,
	"aborted_at" timestamp with time zone,
	"aborted_why" text DEFAULT '' NOT NULL,
	"begun_by" text NOT NULL,
	"begun_at" timestamp with time zone NOT NULL,
	CONSTRAINT "jury_sortitions_tenant_key" UNIQUE("authority_id","id"),
	CONSTRAINT "jury_sortitions_attempt_key" UNIQUE("jury_id","attempt")
);
--> statement-breakpoint
ALTER TABLE "annotation_answers" ADD CONSTRAINT "annotation_answers_annotation_fk" FOREIGN KEY ("authority_id","annotation_id") REFERENCES "public"."annotations"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_project_fk" FOREIGN KEY ("authority_id","project_id") REFERENCES "public"."projects"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "annotations" ADD CONSTRAINT "annotations_membership_fk" FOREIGN KEY ("authority_id","membership_id") REFERENCES "public"."memberships"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jury_campaign_actions" ADD CONSTRAINT "jury_campaign_actions_jury_fk" FOREIGN KEY ("authority_id","jury_id") REFERENCES "public"."juries"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jury_candidates" ADD CONSTRAINT "jury_candidates_jury_fk" FOREIGN KEY ("authority_id","jury_id") REFERENCES "public"."juries"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jury_contacts" ADD CONSTRAINT "jury_contacts_candidate_fk" FOREIGN KEY ("authority_id","candidate_id") REFERENCES "public"."jury_candidates"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jury_declarations" ADD CONSTRAINT "jury_declarations_membership_fk" FOREIGN KEY ("authority_id","membership_id") REFERENCES "public"."memberships"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jury_declarations" ADD CONSTRAINT "jury_declarations_gathering_fk" FOREIGN KEY ("authority_id","gathering_id") REFERENCES "public"."gatherings"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "juries" ADD CONSTRAINT "juries_project_fk" FOREIGN KEY ("authority_id","project_id") REFERENCES "public"."projects"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "juror_devices" ADD CONSTRAINT "juror_devices_membership_fk" FOREIGN KEY ("authority_id","membership_id") REFERENCES "public"."memberships"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "juror_money" ADD CONSTRAINT "juror_money_membership_fk" FOREIGN KEY ("authority_id","membership_id") REFERENCES "public"."memberships"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "juror_money" ADD CONSTRAINT "juror_money_corrects_fk" FOREIGN KEY ("authority_id","corrects_id") REFERENCES "public"."juror_money"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jury_seats" ADD CONSTRAINT "jury_seats_jury_fk" FOREIGN KEY ("authority_id","jury_id") REFERENCES "public"."juries"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jury_seats" ADD CONSTRAINT "jury_seats_sortition_fk" FOREIGN KEY ("authority_id","sortition_id") REFERENCES "public"."jury_sortitions"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jury_seats" ADD CONSTRAINT "jury_seats_candidate_fk" FOREIGN KEY ("authority_id","candidate_id") REFERENCES "public"."jury_candidates"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jury_seats" ADD CONSTRAINT "jury_seats_replaces_fk" FOREIGN KEY ("authority_id","replaces_id") REFERENCES "public"."jury_seats"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jury_seats" ADD CONSTRAINT "jury_seats_membership_fk" FOREIGN KEY ("authority_id","membership_id") REFERENCES "public"."memberships"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jury_lessons_done" ADD CONSTRAINT "jury_lessons_done_membership_fk" FOREIGN KEY ("authority_id","membership_id") REFERENCES "public"."memberships"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jury_purges" ADD CONSTRAINT "jury_purges_jury_fk" FOREIGN KEY ("authority_id","jury_id") REFERENCES "public"."juries"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jury_roll_imports" ADD CONSTRAINT "jury_roll_imports_jury_fk" FOREIGN KEY ("authority_id","jury_id") REFERENCES "public"."juries"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jury_sortitions" ADD CONSTRAINT "jury_sortitions_jury_fk" FOREIGN KEY ("authority_id","jury_id") REFERENCES "public"."juries"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "annotation_answers_annotation" ON "annotation_answers" USING btree ("annotation_id");--> statement-breakpoint
CREATE INDEX "annotations_about" ON "annotations" USING btree ("authority_id","project_id","about");--> statement-breakpoint
CREATE INDEX "annotations_author" ON "annotations" USING btree ("membership_id");--> statement-breakpoint
CREATE INDEX "jury_campaign_actions_jury" ON "jury_campaign_actions" USING btree ("authority_id","jury_id");--> statement-breakpoint
CREATE INDEX "jury_candidates_pool" ON "jury_candidates" USING btree ("authority_id","jury_id","pool","answer");--> statement-breakpoint
CREATE INDEX "jury_candidates_household" ON "jury_candidates" USING btree ("jury_id","household");--> statement-breakpoint
CREATE INDEX "jury_contacts_same" ON "jury_contacts" USING btree ("jury_id","same_as");--> statement-breakpoint
CREATE INDEX "jury_declarations_membership" ON "jury_declarations" USING btree ("membership_id","stage");--> statement-breakpoint
CREATE INDEX "juror_devices_membership" ON "juror_devices" USING btree ("membership_id");--> statement-breakpoint
CREATE INDEX "juror_money_project" ON "juror_money" USING btree ("authority_id","project_id");--> statement-breakpoint
CREATE INDEX "jury_purges_jury" ON "jury_purges" USING btree ("authority_id","jury_id");--> statement-breakpoint
CREATE INDEX "jury_roll_imports_jury" ON "jury_roll_imports" USING btree ("authority_id","jury_id");