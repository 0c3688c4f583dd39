CREATE TABLE "lexicon_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"word" text NOT NULL,
	"key" text NOT NULL,
	"meaning" text NOT NULL,
	"written_by" uuid,
	"written_at" timestamp with time zone NOT NULL,
	CONSTRAINT "lexicon_entries_tenant_key" UNIQUE("authority_id","id"),
	CONSTRAINT "lexicon_entries_word_key" UNIQUE("project_id","key")
);
--> statement-breakpoint
CREATE TABLE "stuck_words" (
	"authority_id" uuid NOT NULL,
	"gathering_id" uuid NOT NULL,
	"seat_id" uuid NOT NULL,
	"key" text NOT NULL,
	"word" text NOT NULL,
	CONSTRAINT "stuck_words_pk" PRIMARY KEY("gathering_id","seat_id","key")
);
--> statement-breakpoint
CREATE TABLE "text_passages" (
	"authority_id" uuid NOT NULL,
	"text_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"passage_id" uuid NOT NULL,
	"place" smallint NOT NULL,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "text_passages_pk" PRIMARY KEY("text_id","version","passage_id"),
	CONSTRAINT "text_passages_place_key" UNIQUE("text_id","version","place")
);
--> statement-breakpoint
CREATE TABLE "text_versions" (
	"authority_id" uuid NOT NULL,
	"text_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"causes" jsonb NOT NULL,
	"sealed_by" text NOT NULL,
	"sealed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "text_versions_pk" PRIMARY KEY("text_id","number")
);
--> statement-breakpoint
CREATE TABLE "texts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"occasion_id" uuid NOT NULL,
	"name" text NOT NULL,
	"topic" text NOT NULL,
	"latest" integer DEFAULT -1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "texts_tenant_key" UNIQUE("authority_id","id"),
	CONSTRAINT "texts_name_key" UNIQUE("occasion_id","name")
);
--> statement-breakpoint
CREATE TABLE "amendments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"gathering_id" uuid NOT NULL,
	"seat_id" uuid NOT NULL,
	"role_card_id" uuid,
	"code" text,
	"type" text NOT NULL,
	"passage_id" uuid,
	"version" integer NOT NULL,
	"quote" text DEFAULT '' NOT NULL,
	"text" text DEFAULT '' NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"needs" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"effects" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"state" text NOT NULL,
	"state_reason" text DEFAULT '' NOT NULL,
	"cluster_id" uuid,
	"scenario" text,
	"resulting_version" integer,
	"set_aside_at" timestamp with time zone,
	"set_aside_for" text,
	"created_at" timestamp with time zone NOT NULL,
	"shown_at" timestamp with time zone,
	"settled_at" timestamp with time zone,
	CONSTRAINT "amendments_tenant_key" UNIQUE("authority_id","id"),
	CONSTRAINT "amendments_code_key" UNIQUE("gathering_id","code")
);
--> statement-breakpoint
CREATE TABLE "bookmarks" (
	"authority_id" uuid NOT NULL,
	"gathering_id" uuid NOT NULL,
	"seat_id" uuid NOT NULL,
	"passage_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	CONSTRAINT "bookmarks_pk" PRIMARY KEY("gathering_id","seat_id","passage_id")
);
--> statement-breakpoint
CREATE TABLE "castings" (
	"gathering_id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"locked_at" timestamp with time zone,
	"absent_voice_id" uuid,
	"drawn_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "played_roles" (
	"authority_id" uuid NOT NULL,
	"gathering_id" uuid NOT NULL,
	"seat_id" uuid NOT NULL,
	"role_card_id" uuid,
	"how" text NOT NULL,
	"sentence" text DEFAULT '' NOT NULL,
	"taken_at" timestamp with time zone NOT NULL,
	CONSTRAINT "played_roles_pk" PRIMARY KEY("gathering_id","seat_id")
);
--> statement-breakpoint
CREATE TABLE "proposals" (
	"gathering_id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"draft_board_id" uuid,
	"text_id" uuid,
	"needs" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"unanswered" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"changed" text DEFAULT '' NOT NULL,
	"sealed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "question_supports" (
	"authority_id" uuid NOT NULL,
	"question_id" uuid NOT NULL,
	"seat_id" uuid NOT NULL,
	CONSTRAINT "question_supports_pk" PRIMARY KEY("question_id","seat_id")
);
--> statement-breakpoint
CREATE TABLE "questions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"gathering_id" uuid NOT NULL,
	"seat_id" uuid NOT NULL,
	"text" text NOT NULL,
	"state" text NOT NULL,
	"merged_into" uuid,
	"answer" text DEFAULT '' NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "questions_tenant_key" UNIQUE("authority_id","id")
);
--> statement-breakpoint
CREATE TABLE "role_cards" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"mission" text DEFAULT '' NOT NULL,
	"defends" text DEFAULT '' NOT NULL,
	"fears" text DEFAULT '' NOT NULL,
	"means" text DEFAULT '' NOT NULL,
	"questions" text DEFAULT '' NOT NULL,
	"forbidden" text DEFAULT '' NOT NULL,
	"is_absent" boolean DEFAULT false NOT NULL,
	"is_concerned" boolean DEFAULT true NOT NULL,
	"impacts" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"risks" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"withdrawn_at" timestamp with time zone,
	CONSTRAINT "role_cards_tenant_key" UNIQUE("authority_id","id")
);
--> statement-breakpoint
CREATE TABLE "turns" (
	"gathering_id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"phase" text NOT NULL,
	"speakers" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"place" smallint DEFAULT 0 NOT NULL,
	"passed" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"phase_at" timestamp with time zone NOT NULL,
	"speaking_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "ydocs" ADD COLUMN "kind" text DEFAULT 'cards' NOT NULL;--> statement-breakpoint
ALTER TABLE "ydocs" ADD COLUMN "capacities" jsonb;--> statement-breakpoint
ALTER TABLE "private_cards" ADD COLUMN "set_aside_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "private_cards" ADD COLUMN "set_aside_for" text;--> statement-breakpoint
ALTER TABLE "lexicon_entries" ADD CONSTRAINT "lexicon_entries_project_fk" FOREIGN KEY ("authority_id","project_id") REFERENCES "public"."projects"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stuck_words" ADD CONSTRAINT "stuck_words_gathering_fk" FOREIGN KEY ("authority_id","gathering_id") REFERENCES "public"."gatherings"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stuck_words" ADD CONSTRAINT "stuck_words_seat_fk" FOREIGN KEY ("authority_id","seat_id") REFERENCES "public"."seats"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "text_passages" ADD CONSTRAINT "text_passages_version_fk" FOREIGN KEY ("text_id","version") REFERENCES "public"."text_versions"("text_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "text_versions" ADD CONSTRAINT "text_versions_text_fk" FOREIGN KEY ("authority_id","text_id") REFERENCES "public"."texts"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "texts" ADD CONSTRAINT "texts_project_fk" FOREIGN KEY ("authority_id","project_id") REFERENCES "public"."projects"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "amendments" ADD CONSTRAINT "amendments_seat_fk" FOREIGN KEY ("authority_id","seat_id") REFERENCES "public"."seats"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "amendments" ADD CONSTRAINT "amendments_role_fk" FOREIGN KEY ("authority_id","role_card_id") REFERENCES "public"."role_cards"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bookmarks" ADD CONSTRAINT "bookmarks_seat_fk" FOREIGN KEY ("authority_id","seat_id") REFERENCES "public"."seats"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "castings" ADD CONSTRAINT "castings_gathering_fk" FOREIGN KEY ("authority_id","gathering_id") REFERENCES "public"."gatherings"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "castings" ADD CONSTRAINT "castings_absent_voice_fk" FOREIGN KEY ("authority_id","absent_voice_id") REFERENCES "public"."role_cards"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "played_roles" ADD CONSTRAINT "played_roles_gathering_fk" FOREIGN KEY ("authority_id","gathering_id") REFERENCES "public"."gatherings"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "played_roles" ADD CONSTRAINT "played_roles_seat_fk" FOREIGN KEY ("authority_id","seat_id") REFERENCES "public"."seats"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "played_roles" ADD CONSTRAINT "played_roles_card_fk" FOREIGN KEY ("authority_id","role_card_id") REFERENCES "public"."role_cards"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_gathering_fk" FOREIGN KEY ("authority_id","gathering_id") REFERENCES "public"."gatherings"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_text_fk" FOREIGN KEY ("authority_id","text_id") REFERENCES "public"."texts"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_supports" ADD CONSTRAINT "question_supports_question_fk" FOREIGN KEY ("authority_id","question_id") REFERENCES "public"."questions"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "question_supports" ADD CONSTRAINT "question_supports_seat_fk" FOREIGN KEY ("authority_id","seat_id") REFERENCES "public"."seats"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "questions" ADD CONSTRAINT "questions_seat_fk" FOREIGN KEY ("authority_id","seat_id") REFERENCES "public"."seats"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "questions" ADD CONSTRAINT "questions_merged_fk" FOREIGN KEY ("authority_id","merged_into") REFERENCES "public"."questions"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_cards" ADD CONSTRAINT "role_cards_project_fk" FOREIGN KEY ("authority_id","project_id") REFERENCES "public"."projects"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "turns" ADD CONSTRAINT "turns_gathering_fk" FOREIGN KEY ("authority_id","gathering_id") REFERENCES "public"."gatherings"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "stuck_words_tenant" ON "stuck_words" USING btree ("authority_id","gathering_id");--> statement-breakpoint
CREATE INDEX "text_passages_tenant" ON "text_passages" USING btree ("authority_id","text_id");--> statement-breakpoint
CREATE INDEX "amendments_gathering" ON "amendments" USING btree ("authority_id","gathering_id");--> statement-breakpoint
CREATE INDEX "bookmarks_tenant" ON "bookmarks" USING btree ("authority_id","gathering_id");--> statement-breakpoint
CREATE INDEX "played_roles_tenant" ON "played_roles" USING btree ("authority_id","gathering_id");--> statement-breakpoint
CREATE INDEX "questions_gathering" ON "questions" USING btree ("authority_id","gathering_id");--> statement-breakpoint
CREATE UNIQUE INDEX "role_cards_code_key" ON "role_cards" USING btree ("project_id","code") WHERE withdrawn_at is null;