CREATE TABLE "jury_choice_comments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"question_id" uuid NOT NULL,
	"membership_id" uuid NOT NULL,
	"clarity" text NOT NULL,
	"words" text NOT NULL,
	"written_at" timestamp with time zone NOT NULL,
	"outcome" text,
	"answer" text,
	"answered_at" timestamp with time zone,
	CONSTRAINT "jury_choice_comments_key" UNIQUE("question_id","membership_id")
);
--> statement-breakpoint
CREATE TABLE "jury_choice_looks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"choice_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"act" text NOT NULL,
	"sample" text DEFAULT '' NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "jury_choice_observations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"sample_id" uuid NOT NULL,
	"criterion" text NOT NULL,
	"membership_id" uuid NOT NULL,
	"words" text NOT NULL,
	"is_nothing" boolean NOT NULL,
	"typed_by" text,
	"written_at" timestamp with time zone NOT NULL,
	CONSTRAINT "jury_choice_observations_key" UNIQUE("sample_id","criterion","membership_id")
);
--> statement-breakpoint
CREATE TABLE "jury_choice_permissions" (
	"authority_id" uuid PRIMARY KEY NOT NULL,
	"given_by" text NOT NULL,
	"given_at" timestamp with time zone NOT NULL,
	"withdrawn_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "jury_choice_questions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"question" text NOT NULL,
	"written_at" timestamp with time zone NOT NULL,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "jury_choice_questions_tenant_key" UNIQUE("authority_id","id")
);
--> statement-breakpoint
CREATE TABLE "jury_choice_samples" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"choice_id" uuid NOT NULL,
	"name" text NOT NULL,
	"description" text NOT NULL,
	"file_id" uuid,
	"alt" text DEFAULT '' NOT NULL,
	CONSTRAINT "jury_choice_samples_tenant_key" UNIQUE("authority_id","id"),
	CONSTRAINT "jury_choice_samples_name_key" UNIQUE("choice_id","name")
);
--> statement-breakpoint
CREATE TABLE "jury_choices" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"passage" text NOT NULL,
	"service" text NOT NULL,
	"agreed_on" date NOT NULL,
	"kind" text NOT NULL,
	"criteria" jsonb NOT NULL,
	"opens_at" timestamp with time zone NOT NULL,
	"closes_at" timestamp with time zone NOT NULL,
	"seed" text NOT NULL,
	"switched_on_by" text NOT NULL,
	"switched_on_at" timestamp with time zone NOT NULL,
	"switched_off_at" timestamp with time zone,
	"synthesis" text,
	"taken" text,
	"why" text,
	"synthesis_at" timestamp with time zone,
	"awarded_on" date,
	"published_at" timestamp with time zone,
	CONSTRAINT "jury_choices_tenant_key" UNIQUE("authority_id","id"),
	CONSTRAINT "jury_choices_project_key" UNIQUE("authority_id","project_id")
);
--> statement-breakpoint
ALTER TABLE "jury_choice_comments" ADD CONSTRAINT "jury_choice_comments_question_fk" FOREIGN KEY ("authority_id","question_id") REFERENCES "public"."jury_choice_questions"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jury_choice_comments" ADD CONSTRAINT "jury_choice_comments_membership_fk" FOREIGN KEY ("authority_id","membership_id") REFERENCES "public"."memberships"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jury_choice_looks" ADD CONSTRAINT "jury_choice_looks_choice_fk" FOREIGN KEY ("authority_id","choice_id") REFERENCES "public"."jury_choices"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jury_choice_observations" ADD CONSTRAINT "jury_choice_observations_sample_fk" FOREIGN KEY ("authority_id","sample_id") REFERENCES "public"."jury_choice_samples"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jury_choice_observations" ADD CONSTRAINT "jury_choice_observations_membership_fk" FOREIGN KEY ("authority_id","membership_id") REFERENCES "public"."memberships"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jury_choice_questions" ADD CONSTRAINT "jury_choice_questions_project_fk" FOREIGN KEY ("authority_id","project_id") REFERENCES "public"."projects"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jury_choice_samples" ADD CONSTRAINT "jury_choice_samples_choice_fk" FOREIGN KEY ("authority_id","choice_id") REFERENCES "public"."jury_choices"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jury_choice_samples" ADD CONSTRAINT "jury_choice_samples_file_fk" FOREIGN KEY ("authority_id","file_id") REFERENCES "public"."files"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jury_choices" ADD CONSTRAINT "jury_choices_project_fk" FOREIGN KEY ("authority_id","project_id") REFERENCES "public"."projects"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "jury_choice_comments_membership" ON "jury_choice_comments" USING btree ("membership_id");--> statement-breakpoint
CREATE INDEX "jury_choice_looks_choice" ON "jury_choice_looks" USING btree ("choice_id","at");--> statement-breakpoint
CREATE INDEX "jury_choice_observations_membership" ON "jury_choice_observations" USING btree ("membership_id");--> statement-breakpoint
CREATE INDEX "jury_choice_questions_project" ON "jury_choice_questions" USING btree ("authority_id","project_id");