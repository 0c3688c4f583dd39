CREATE TABLE "ydoc_archive" (
	"authority_id" uuid NOT NULL,
	"doc_id" uuid NOT NULL,
	"from_seq" bigint NOT NULL,
	"seq" bigint NOT NULL,
	"actor" text NOT NULL,
	"node" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"data" "bytea" NOT NULL,
	"checksum" bigint NOT NULL,
	"archived_at" timestamp with time zone NOT NULL,
	CONSTRAINT "ydoc_archive_pk" PRIMARY KEY("doc_id","seq")
);
--> statement-breakpoint
CREATE TABLE "ydoc_clients" (
	"authority_id" uuid NOT NULL,
	"doc_id" uuid NOT NULL,
	"client_id" bigint NOT NULL,
	"actor" text NOT NULL,
	"claimed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "ydoc_clients_pk" PRIMARY KEY("doc_id","client_id")
);
--> statement-breakpoint
CREATE TABLE "ydoc_updates" (
	"authority_id" uuid NOT NULL,
	"doc_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"actor" text NOT NULL,
	"node" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"data" "bytea" NOT NULL,
	"checksum" bigint NOT NULL,
	CONSTRAINT "ydoc_updates_pk" PRIMARY KEY("doc_id","seq")
);
--> statement-breakpoint
CREATE TABLE "ydocs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"gathering_id" uuid NOT NULL,
	"name" text NOT NULL,
	"epoch" integer DEFAULT 1 NOT NULL,
	"head_seq" bigint DEFAULT 0 NOT NULL,
	"snap_seq" bigint DEFAULT 0 NOT NULL,
	"snap" "bytea",
	"snap_checksum" bigint,
	"snap_at" timestamp with time zone,
	"frozen_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "ydocs_tenant_key" UNIQUE("authority_id","id"),
	CONSTRAINT "ydocs_name_key" UNIQUE("gathering_id","name")
);
--> statement-breakpoint
CREATE TABLE "ballot_boxes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"occasion_id" uuid NOT NULL,
	"name" text NOT NULL,
	"topic" text NOT NULL,
	"grades" jsonb NOT NULL,
	"options" jsonb NOT NULL,
	"secrecy" jsonb NOT NULL,
	"state" text NOT NULL,
	"public_key" "bytea" NOT NULL,
	"key_destroyed_at" timestamp with time zone,
	"receipts" jsonb,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "ballot_boxes_tenant_key" UNIQUE("authority_id","id")
);
--> statement-breakpoint
CREATE TABLE "ballot_counts" (
	"authority_id" uuid NOT NULL,
	"box_id" uuid NOT NULL,
	"college" text NOT NULL,
	"option_id" text NOT NULL,
	"counts" jsonb NOT NULL,
	CONSTRAINT "ballot_counts_pk" PRIMARY KEY("box_id","college","option_id")
);
--> statement-breakpoint
CREATE TABLE "consent_parties" (
	"authority_id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"party_id" uuid NOT NULL,
	"says" text,
	CONSTRAINT "consent_parties_pk" PRIMARY KEY("round_id","party_id")
);
--> statement-breakpoint
CREATE TABLE "consent_rounds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"occasion_id" uuid NOT NULL,
	"name" text NOT NULL,
	"topic" text NOT NULL,
	"subject" text NOT NULL,
	"phases" jsonb NOT NULL,
	"phase" text NOT NULL,
	"loop" integer DEFAULT 1 NOT NULL,
	"maximum_loops" integer NOT NULL,
	"state" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"answer_due_on" date,
	"answer" text,
	"answered_by" text,
	"answered_at" timestamp with time zone,
	"postponed_to" date,
	CONSTRAINT "consent_rounds_tenant_key" UNIQUE("authority_id","id")
);
--> statement-breakpoint
CREATE TABLE "dot_rounds" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"occasion_id" uuid NOT NULL,
	"name" text NOT NULL,
	"topic" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"result" jsonb,
	CONSTRAINT "dot_rounds_tenant_key" UNIQUE("authority_id","id"),
	CONSTRAINT "dot_rounds_name_key" UNIQUE("occasion_id","name"),
	CONSTRAINT "dot_rounds_closed_with_result" CHECK ((closed_at is null) = (result is null))
);
--> statement-breakpoint
CREATE TABLE "dots" (
	"authority_id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"voter_id" uuid NOT NULL,
	"slot" smallint NOT NULL,
	"target_id" uuid NOT NULL,
	CONSTRAINT "dots_pk" PRIMARY KEY("round_id","voter_id","slot"),
	CONSTRAINT "dots_five_each" CHECK (slot between 1 and 5)
);
--> statement-breakpoint
CREATE TABLE "named_ballots" (
	"authority_id" uuid NOT NULL,
	"box_id" uuid NOT NULL,
	"voter_id" uuid NOT NULL,
	"grades" jsonb NOT NULL,
	CONSTRAINT "named_ballots_pk" PRIMARY KEY("box_id","voter_id")
);
--> statement-breakpoint
CREATE TABLE "objections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"round_id" uuid NOT NULL,
	"party_id" uuid NOT NULL,
	"loop" integer NOT NULL,
	"risk" text NOT NULL,
	"would_lift" text NOT NULL,
	"state" text NOT NULL,
	"integration" text,
	"keepers" jsonb NOT NULL,
	"raised_at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "objections_tenant_key" UNIQUE("authority_id","id")
);
--> statement-breakpoint
CREATE TABLE "participations" (
	"authority_id" uuid NOT NULL,
	"box_id" uuid NOT NULL,
	"voter_id" uuid NOT NULL,
	"college" text NOT NULL,
	"receipt" text,
	"has_voted" boolean DEFAULT false NOT NULL,
	CONSTRAINT "participations_pk" PRIMARY KEY("box_id","voter_id"),
	CONSTRAINT "participations_receipt_key" UNIQUE("box_id","receipt")
);
--> statement-breakpoint
CREATE TABLE "sealed_ballots" (
	"authority_id" uuid NOT NULL,
	"box_id" uuid NOT NULL,
	"voter_id" uuid NOT NULL,
	"sealed" "bytea" NOT NULL,
	CONSTRAINT "sealed_ballots_pk" PRIMARY KEY("box_id","voter_id")
);
--> statement-breakpoint
CREATE TABLE "context_answers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"question" text NOT NULL,
	"version" integer NOT NULL,
	"text" text NOT NULL,
	"written_at" timestamp with time zone NOT NULL,
	CONSTRAINT "context_answers_version_key" UNIQUE("authority_id","project_id","question","version")
);
--> statement-breakpoint
CREATE TABLE "materials" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"code" text NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"caption" text NOT NULL,
	"may_be_published" boolean DEFAULT false NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	CONSTRAINT "materials_tenant_key" UNIQUE("authority_id","id"),
	CONSTRAINT "materials_code_key" UNIQUE("authority_id","project_id","code")
);
--> statement-breakpoint
CREATE TABLE "gatherings" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"place" text DEFAULT '' NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"agenda" jsonb NOT NULL,
	"position" integer DEFAULT -1 NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"opened_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"held_by" uuid,
	"join_code" text NOT NULL,
	"join_token_hash" text NOT NULL,
	"join_token" text NOT NULL,
	"join_opens_at" timestamp with time zone NOT NULL,
	"join_closes_at" timestamp with time zone NOT NULL,
	"projector_token" text NOT NULL,
	"projector_token_hash" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "gatherings_tenant_key" UNIQUE("authority_id","id"),
	CONSTRAINT "gatherings_join_code_key" UNIQUE("join_code"),
	CONSTRAINT "gatherings_join_token_key" UNIQUE("join_token_hash"),
	CONSTRAINT "gatherings_projector_key" UNIQUE("projector_token_hash")
);
--> statement-breakpoint
CREATE TABLE "ready_seats" (
	"authority_id" uuid NOT NULL,
	"seat_id" uuid NOT NULL,
	"step" text NOT NULL,
	"ready_at" timestamp with time zone NOT NULL,
	CONSTRAINT "ready_seats_pk" PRIMARY KEY("seat_id","step")
);
--> statement-breakpoint
CREATE TABLE "seat_devices" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"seat_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "seats" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"gathering_id" uuid NOT NULL,
	"membership_id" uuid NOT NULL,
	"state" text NOT NULL,
	"merged_into" uuid,
	"is_on_paper" boolean DEFAULT false NOT NULL,
	"text_size" integer DEFAULT 100 NOT NULL,
	"contrast" text DEFAULT 'normal' NOT NULL,
	"raised_hand_at" timestamp with time zone,
	"weather" text,
	"weather_at" timestamp with time zone,
	"joined_at" timestamp with time zone NOT NULL,
	"admitted_at" timestamp with time zone,
	"seen_at" timestamp with time zone,
	CONSTRAINT "seats_tenant_key" UNIQUE("authority_id","id"),
	CONSTRAINT "seats_membership_key" UNIQUE("gathering_id","membership_id")
);
--> statement-breakpoint
CREATE TABLE "stays" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"gathering_id" uuid NOT NULL,
	"step" text NOT NULL,
	"position" integer NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	"left_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "journal_entries" (
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"number" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"act" text NOT NULL,
	"actor" text NOT NULL,
	"on_behalf_of" text,
	"about" jsonb NOT NULL,
	"previous" text NOT NULL,
	"hash" text NOT NULL,
	CONSTRAINT "journal_entries_pk" PRIMARY KEY("authority_id","project_id","number")
);
--> statement-breakpoint
CREATE TABLE "journal_heads" (
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"count" bigint NOT NULL,
	"head" text NOT NULL,
	CONSTRAINT "journal_heads_pk" PRIMARY KEY("authority_id","project_id")
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text,
	"is_administrator" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "accounts_email_key" UNIQUE("email"),
	CONSTRAINT "accounts_tenant_key" UNIQUE("authority_id","id")
);
--> statement-breakpoint
CREATE TABLE "authorities" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"time_zone" text DEFAULT 'Europe/Paris' NOT NULL,
	"is_example" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "login_sessions" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "persons" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"name" text NOT NULL,
	"account_id" uuid,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "persons_tenant_key" UNIQUE("authority_id","id")
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"membership_id" uuid NOT NULL,
	"email" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"capacity" text NOT NULL,
	"permissions" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"played_role" text,
	"public_name" text NOT NULL,
	"code" text,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"lent_by" text,
	"granted_by" uuid,
	"reentry_hash" text,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "memberships_tenant_key" UNIQUE("authority_id","id"),
	CONSTRAINT "memberships_reentry_key" UNIQUE("reentry_hash")
);
--> statement-breakpoint
CREATE TABLE "projects" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"code" text NOT NULL,
	"title" text NOT NULL,
	"summary" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "projects_tenant_key" UNIQUE("authority_id","id"),
	CONSTRAINT "projects_code_key" UNIQUE("authority_id","code")
);
--> statement-breakpoint
CREATE TABLE "card_authors" (
	"card_id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"seat_id" uuid NOT NULL,
	"private_card_id" uuid NOT NULL,
	CONSTRAINT "card_authors_private_card_key" UNIQUE("private_card_id")
);
--> statement-breakpoint
CREATE TABLE "closing_words" (
	"authority_id" uuid NOT NULL,
	"gathering_id" uuid NOT NULL,
	"seat_id" uuid NOT NULL,
	"usefulness" smallint NOT NULL,
	"word" text NOT NULL,
	"minutes" smallint,
	CONSTRAINT "closing_words_pk" PRIMARY KEY("gathering_id","seat_id")
);
--> statement-breakpoint
CREATE TABLE "closings" (
	"gathering_id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"body" text NOT NULL,
	"body_on" date NOT NULL,
	"dates" jsonb NOT NULL,
	"written_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "impact_scores" (
	"authority_id" uuid NOT NULL,
	"gathering_id" uuid NOT NULL,
	"seat_id" uuid NOT NULL,
	"impact" text NOT NULL,
	"scenario" text NOT NULL,
	"score" smallint NOT NULL,
	CONSTRAINT "impact_scores_pk" PRIMARY KEY("gathering_id","seat_id","impact","scenario")
);
--> statement-breakpoint
CREATE TABLE "landscapes" (
	"gathering_id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"board_id" uuid,
	"writing_closed_at" timestamp with time zone,
	"first_revealed_at" timestamp with time zone,
	CONSTRAINT "landscapes_tenant_key" UNIQUE("authority_id","gathering_id")
);
--> statement-breakpoint
CREATE TABLE "matrix_lines" (
	"authority_id" uuid NOT NULL,
	"gathering_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"place" smallint NOT NULL,
	CONSTRAINT "matrix_lines_pk" PRIMARY KEY("gathering_id","code")
);
--> statement-breakpoint
CREATE TABLE "private_cards" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"gathering_id" uuid NOT NULL,
	"seat_id" uuid NOT NULL,
	"slot" smallint NOT NULL,
	"zone" text NOT NULL,
	"kind" text NOT NULL,
	"capacity" text NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"withdrawn_at" timestamp with time zone,
	"revealed_at" timestamp with time zone,
	CONSTRAINT "private_cards_tenant_key" UNIQUE("authority_id","id")
);
--> statement-breakpoint
CREATE TABLE "risk_scores" (
	"authority_id" uuid NOT NULL,
	"gathering_id" uuid NOT NULL,
	"seat_id" uuid NOT NULL,
	"risk" text NOT NULL,
	"scenario" text NOT NULL,
	"probability" smallint NOT NULL,
	"gravity" smallint NOT NULL,
	CONSTRAINT "risk_scores_pk" PRIMARY KEY("gathering_id","seat_id","risk","scenario")
);
--> statement-breakpoint
CREATE TABLE "scenarios" (
	"authority_id" uuid NOT NULL,
	"gathering_id" uuid NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"idea" text NOT NULL,
	"facts" jsonb NOT NULL,
	CONSTRAINT "scenarios_pk" PRIMARY KEY("gathering_id","code")
);
--> statement-breakpoint
CREATE TABLE "vote_remarks" (
	"gathering_id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"sentence" text NOT NULL,
	"written_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "ydoc_archive" ADD CONSTRAINT "ydoc_archive_doc_fk" FOREIGN KEY ("authority_id","doc_id") REFERENCES "public"."ydocs"("authority_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ydoc_clients" ADD CONSTRAINT "ydoc_clients_doc_fk" FOREIGN KEY ("authority_id","doc_id") REFERENCES "public"."ydocs"("authority_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ydoc_updates" ADD CONSTRAINT "ydoc_updates_doc_fk" FOREIGN KEY ("authority_id","doc_id") REFERENCES "public"."ydocs"("authority_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ydocs" ADD CONSTRAINT "ydocs_gathering_fk" FOREIGN KEY ("authority_id","gathering_id") REFERENCES "public"."gatherings"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ballot_boxes" ADD CONSTRAINT "ballot_boxes_authority_id_authorities_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authorities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ballot_counts" ADD CONSTRAINT "ballot_counts_box_fk" FOREIGN KEY ("authority_id","box_id") REFERENCES "public"."ballot_boxes"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_parties" ADD CONSTRAINT "consent_parties_round_fk" FOREIGN KEY ("authority_id","round_id") REFERENCES "public"."consent_rounds"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "consent_rounds" ADD CONSTRAINT "consent_rounds_authority_id_authorities_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authorities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dot_rounds" ADD CONSTRAINT "dot_rounds_authority_id_authorities_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authorities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dots" ADD CONSTRAINT "dots_round_fk" FOREIGN KEY ("authority_id","round_id") REFERENCES "public"."dot_rounds"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "named_ballots" ADD CONSTRAINT "named_ballots_box_fk" FOREIGN KEY ("authority_id","box_id") REFERENCES "public"."ballot_boxes"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "objections" ADD CONSTRAINT "objections_party_fk" FOREIGN KEY ("round_id","party_id") REFERENCES "public"."consent_parties"("round_id","party_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participations" ADD CONSTRAINT "participations_box_fk" FOREIGN KEY ("authority_id","box_id") REFERENCES "public"."ballot_boxes"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sealed_ballots" ADD CONSTRAINT "sealed_ballots_participation_fk" FOREIGN KEY ("box_id","voter_id") REFERENCES "public"."participations"("box_id","voter_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "context_answers" ADD CONSTRAINT "context_answers_project_fk" FOREIGN KEY ("authority_id","project_id") REFERENCES "public"."projects"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "materials" ADD CONSTRAINT "materials_project_fk" FOREIGN KEY ("authority_id","project_id") REFERENCES "public"."projects"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gatherings" ADD CONSTRAINT "gatherings_project_fk" FOREIGN KEY ("authority_id","project_id") REFERENCES "public"."projects"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ready_seats" ADD CONSTRAINT "ready_seats_seat_fk" FOREIGN KEY ("authority_id","seat_id") REFERENCES "public"."seats"("authority_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seat_devices" ADD CONSTRAINT "seat_devices_seat_fk" FOREIGN KEY ("authority_id","seat_id") REFERENCES "public"."seats"("authority_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seats" ADD CONSTRAINT "seats_gathering_fk" FOREIGN KEY ("authority_id","gathering_id") REFERENCES "public"."gatherings"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seats" ADD CONSTRAINT "seats_membership_fk" FOREIGN KEY ("authority_id","membership_id") REFERENCES "public"."memberships"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stays" ADD CONSTRAINT "stays_gathering_fk" FOREIGN KEY ("authority_id","gathering_id") REFERENCES "public"."gatherings"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_authority_id_authorities_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authorities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "login_sessions" ADD CONSTRAINT "login_sessions_account_fk" FOREIGN KEY ("authority_id","account_id") REFERENCES "public"."accounts"("authority_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "persons" ADD CONSTRAINT "persons_authority_id_authorities_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authorities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_membership_fk" FOREIGN KEY ("authority_id","membership_id") REFERENCES "public"."memberships"("authority_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_project_fk" FOREIGN KEY ("authority_id","project_id") REFERENCES "public"."projects"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_person_fk" FOREIGN KEY ("authority_id","person_id") REFERENCES "public"."persons"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_authority_id_authorities_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authorities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_authors" ADD CONSTRAINT "card_authors_private_card_fk" FOREIGN KEY ("authority_id","private_card_id") REFERENCES "public"."private_cards"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "card_authors" ADD CONSTRAINT "card_authors_seat_fk" FOREIGN KEY ("authority_id","seat_id") REFERENCES "public"."seats"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closing_words" ADD CONSTRAINT "closing_words_seat_fk" FOREIGN KEY ("authority_id","seat_id") REFERENCES "public"."seats"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "closings" ADD CONSTRAINT "closings_gathering_fk" FOREIGN KEY ("authority_id","gathering_id") REFERENCES "public"."gatherings"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "impact_scores" ADD CONSTRAINT "impact_scores_seat_fk" FOREIGN KEY ("authority_id","seat_id") REFERENCES "public"."seats"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "impact_scores" ADD CONSTRAINT "impact_scores_line_fk" FOREIGN KEY ("gathering_id","impact") REFERENCES "public"."matrix_lines"("gathering_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "impact_scores" ADD CONSTRAINT "impact_scores_scenario_fk" FOREIGN KEY ("gathering_id","scenario") REFERENCES "public"."scenarios"("gathering_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "landscapes" ADD CONSTRAINT "landscapes_gathering_fk" FOREIGN KEY ("authority_id","gathering_id") REFERENCES "public"."gatherings"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "matrix_lines" ADD CONSTRAINT "matrix_lines_gathering_fk" FOREIGN KEY ("authority_id","gathering_id") REFERENCES "public"."gatherings"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "private_cards" ADD CONSTRAINT "private_cards_seat_fk" FOREIGN KEY ("authority_id","seat_id") REFERENCES "public"."seats"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "private_cards" ADD CONSTRAINT "private_cards_landscape_fk" FOREIGN KEY ("authority_id","gathering_id") REFERENCES "public"."landscapes"("authority_id","gathering_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "risk_scores" ADD CONSTRAINT "risk_scores_seat_fk" FOREIGN KEY ("authority_id","seat_id") REFERENCES "public"."seats"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "risk_scores" ADD CONSTRAINT "risk_scores_line_fk" FOREIGN KEY ("gathering_id","risk") REFERENCES "public"."matrix_lines"("gathering_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "risk_scores" ADD CONSTRAINT "risk_scores_scenario_fk" FOREIGN KEY ("gathering_id","scenario") REFERENCES "public"."scenarios"("gathering_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenarios" ADD CONSTRAINT "scenarios_gathering_fk" FOREIGN KEY ("authority_id","gathering_id") REFERENCES "public"."gatherings"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vote_remarks" ADD CONSTRAINT "vote_remarks_gathering_fk" FOREIGN KEY ("authority_id","gathering_id") REFERENCES "public"."gatherings"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ydoc_archive_at" ON "ydoc_archive" USING btree ("doc_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "ballot_boxes_one_live" ON "ballot_boxes" USING btree ("occasion_id","name") WHERE state <> 'cancelled';--> statement-breakpoint
CREATE INDEX "ballot_boxes_occasion" ON "ballot_boxes" USING btree ("authority_id","occasion_id");--> statement-breakpoint
CREATE UNIQUE INDEX "consent_rounds_one_running" ON "consent_rounds" USING btree ("occasion_id","name") WHERE state = 'running';--> statement-breakpoint
CREATE INDEX "consent_rounds_occasion" ON "consent_rounds" USING btree ("authority_id","occasion_id");--> statement-breakpoint
CREATE INDEX "objections_round" ON "objections" USING btree ("round_id");--> statement-breakpoint
CREATE UNIQUE INDEX "objections_one_taken_up" ON "objections" USING btree ("round_id") WHERE state in ('taken-up', 'integrated');--> statement-breakpoint
CREATE INDEX "seat_devices_seat" ON "seat_devices" USING btree ("seat_id");--> statement-breakpoint
CREATE UNIQUE INDEX "stays_one_open" ON "stays" USING btree ("gathering_id") WHERE left_at is null;--> statement-breakpoint
CREATE INDEX "stays_gathering" ON "stays" USING btree ("authority_id","gathering_id");--> statement-breakpoint
CREATE INDEX "login_sessions_account" ON "login_sessions" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "persons_account" ON "persons" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "invitations_membership" ON "invitations" USING btree ("authority_id","membership_id");--> statement-breakpoint
CREATE INDEX "memberships_project" ON "memberships" USING btree ("authority_id","project_id");--> statement-breakpoint
CREATE INDEX "memberships_person" ON "memberships" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "card_authors_seat" ON "card_authors" USING btree ("seat_id");--> statement-breakpoint
CREATE UNIQUE INDEX "private_cards_slot_key" ON "private_cards" USING btree ("seat_id","slot") WHERE withdrawn_at is null;--> statement-breakpoint
CREATE INDEX "private_cards_gathering" ON "private_cards" USING btree ("authority_id","gathering_id");