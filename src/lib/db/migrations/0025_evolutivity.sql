CREATE TABLE "annexes" (
	"trigger_id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"file_id" uuid,
	"changed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "charters" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"clause_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"terms" jsonb NOT NULL,
	"state" text NOT NULL,
	"signatures" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"review_on" date,
	"revision" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "charters_tenant_key" UNIQUE("authority_id","id"),
	CONSTRAINT "charters_version_key" UNIQUE("clause_id","version")
);
--> statement-breakpoint
CREATE TABLE "clauses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"line_id" uuid NOT NULL,
	"contract_id" uuid,
	"title" text NOT NULL,
	"terms" jsonb NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"frozen_on" date,
	"created_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "clauses_tenant_key" UNIQUE("authority_id","id"),
	CONSTRAINT "clauses_contract_key" UNIQUE("contract_id")
);
--> statement-breakpoint
CREATE TABLE "contract_versions" (
	"contract_id" uuid NOT NULL,
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"gathering_id" uuid NOT NULL,
	"modification_id" uuid NOT NULL,
	"changes" jsonb NOT NULL,
	"chain" jsonb NOT NULL,
	"notice" text NOT NULL,
	"is_notice_public" boolean DEFAULT false NOT NULL,
	"review_on" date,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "contract_versions_pk" PRIMARY KEY("contract_id","number"),
	CONSTRAINT "contract_versions_gathering_key" UNIQUE("gathering_id")
);
--> statement-breakpoint
CREATE TABLE "evolution_scenarios" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"gathering_id" uuid NOT NULL,
	"code" text NOT NULL,
	"author" text NOT NULL,
	"delta" jsonb NOT NULL,
	"summary" text DEFAULT '' NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"filed_at" timestamp with time zone,
	"notice_waived_on" date,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "evolution_scenarios_tenant_key" UNIQUE("authority_id","id"),
	CONSTRAINT "evolution_scenarios_code_key" UNIQUE("gathering_id","code")
);
--> statement-breakpoint
CREATE TABLE "gate_verdicts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"gathering_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"scenario_revision" integer NOT NULL,
	"note" jsonb NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "gate_verdicts_number_key" UNIQUE("gathering_id","number")
);
--> statement-breakpoint
CREATE TABLE "law_corrections" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"key" text NOT NULL,
	"from" date NOT NULL,
	"until" date,
	"value" integer NOT NULL,
	"source" text NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"withdrawn_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "need_reviews" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"clause_id" uuid NOT NULL,
	"due_on" date NOT NULL,
	"answer" text,
	"words" text DEFAULT '' NOT NULL,
	"answered_by" text,
	"answered_on" date
);
--> statement-breakpoint
CREATE TABLE "signals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"clause_id" uuid,
	"seen_on" date NOT NULL,
	"source" text NOT NULL,
	"words" text NOT NULL,
	"need" text DEFAULT '' NOT NULL,
	"criterion" text DEFAULT '' NOT NULL,
	"measurement_id" uuid,
	"raised_by" text NOT NULL,
	"answer" text,
	"answered_at" timestamp with time zone,
	"raised_at" timestamp with time zone NOT NULL,
	CONSTRAINT "signals_tenant_key" UNIQUE("authority_id","id"),
	CONSTRAINT "signals_crossing_key" UNIQUE("clause_id","criterion","measurement_id")
);
--> statement-breakpoint
CREATE TABLE "sitting_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"gathering_id" uuid NOT NULL,
	"seat_id" uuid,
	"kind" text NOT NULL,
	"key" text DEFAULT '' NOT NULL,
	"data" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "sitting_entries_key" UNIQUE NULLS NOT DISTINCT("gathering_id","kind","key","seat_id")
);
--> statement-breakpoint
CREATE TABLE "sittings" (
	"gathering_id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"clause_id" uuid NOT NULL,
	"charter_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"gate_held_by" text NOT NULL,
	"held_on" date NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sittings_tenant_key" UNIQUE("authority_id","gathering_id"),
	CONSTRAINT "sittings_number_key" UNIQUE("clause_id","number")
);
--> statement-breakpoint
CREATE TABLE "triggers" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"clause_id" uuid NOT NULL,
	"charter_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"party" text NOT NULL,
	"category" text NOT NULL,
	"criteria" jsonb NOT NULL,
	"motives" text NOT NULL,
	"evidence" text NOT NULL,
	"experiment_id" uuid,
	"received_on" date NOT NULL,
	"admissibility" text,
	"admissibility_reason" text DEFAULT '' NOT NULL,
	"answered_on" date,
	"gathering_id" uuid,
	"withdrawn_on" date,
	"filed_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "triggers_tenant_key" UNIQUE("authority_id","id"),
	CONSTRAINT "triggers_number_key" UNIQUE("clause_id","number")
);
--> statement-breakpoint
ALTER TABLE "annexes" ADD CONSTRAINT "annexes_trigger_fk" FOREIGN KEY ("authority_id","trigger_id") REFERENCES "public"."triggers"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "charters" ADD CONSTRAINT "charters_clause_fk" FOREIGN KEY ("authority_id","clause_id") REFERENCES "public"."clauses"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clauses" ADD CONSTRAINT "clauses_project_fk" FOREIGN KEY ("authority_id","project_id") REFERENCES "public"."projects"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clauses" ADD CONSTRAINT "clauses_line_fk" FOREIGN KEY ("authority_id","line_id") REFERENCES "public"."cockpit_elements"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clauses" ADD CONSTRAINT "clauses_contract_fk" FOREIGN KEY ("authority_id","contract_id") REFERENCES "public"."cockpit_elements"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_versions" ADD CONSTRAINT "contract_versions_contract_fk" FOREIGN KEY ("authority_id","contract_id") REFERENCES "public"."cockpit_elements"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_versions" ADD CONSTRAINT "contract_versions_sitting_fk" FOREIGN KEY ("authority_id","gathering_id") REFERENCES "public"."sittings"("authority_id","gathering_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evolution_scenarios" ADD CONSTRAINT "evolution_scenarios_sitting_fk" FOREIGN KEY ("authority_id","gathering_id") REFERENCES "public"."sittings"("authority_id","gathering_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gate_verdicts" ADD CONSTRAINT "gate_verdicts_sitting_fk" FOREIGN KEY ("authority_id","gathering_id") REFERENCES "public"."sittings"("authority_id","gathering_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "law_corrections" ADD CONSTRAINT "law_corrections_authority_id_authorities_id_fk" FOREIGN KEY ("authority_id") REFERENCES "public"."authorities"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "need_reviews" ADD CONSTRAINT "need_reviews_clause_fk" FOREIGN KEY ("authority_id","clause_id") REFERENCES "public"."clauses"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signals" ADD CONSTRAINT "signals_project_fk" FOREIGN KEY ("authority_id","project_id") REFERENCES "public"."projects"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signals" ADD CONSTRAINT "signals_clause_fk" FOREIGN KEY ("authority_id","clause_id") REFERENCES "public"."clauses"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sitting_entries" ADD CONSTRAINT "sitting_entries_sitting_fk" FOREIGN KEY ("authority_id","gathering_id") REFERENCES "public"."sittings"("authority_id","gathering_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sitting_entries" ADD CONSTRAINT "sitting_entries_seat_fk" FOREIGN KEY ("authority_id","seat_id") REFERENCES "public"."seats"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sittings" ADD CONSTRAINT "sittings_gathering_fk" FOREIGN KEY ("authority_id","gathering_id") REFERENCES "public"."gatherings"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sittings" ADD CONSTRAINT "sittings_clause_fk" FOREIGN KEY ("authority_id","clause_id") REFERENCES "public"."clauses"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sittings" ADD CONSTRAINT "sittings_charter_fk" FOREIGN KEY ("authority_id","charter_id") REFERENCES "public"."charters"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "triggers" ADD CONSTRAINT "triggers_clause_fk" FOREIGN KEY ("authority_id","clause_id") REFERENCES "public"."clauses"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "triggers" ADD CONSTRAINT "triggers_charter_fk" FOREIGN KEY ("authority_id","charter_id") REFERENCES "public"."charters"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "triggers" ADD CONSTRAINT "triggers_gathering_fk" FOREIGN KEY ("authority_id","gathering_id") REFERENCES "public"."gatherings"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "charters_one_draft" ON "charters" USING btree ("clause_id") WHERE state = 'draft';--> statement-breakpoint
CREATE UNIQUE INDEX "charters_one_in_force" ON "charters" USING btree ("clause_id") WHERE state = 'in-force';--> statement-breakpoint
CREATE INDEX "clauses_project" ON "clauses" USING btree ("authority_id","project_id");--> statement-breakpoint
CREATE INDEX "law_corrections_authority" ON "law_corrections" USING btree ("authority_id","key");--> statement-breakpoint
CREATE UNIQUE INDEX "need_reviews_one_due" ON "need_reviews" USING btree ("clause_id") WHERE answer is null;--> statement-breakpoint
CREATE INDEX "signals_project" ON "signals" USING btree ("authority_id","project_id");--> statement-breakpoint
CREATE INDEX "triggers_project" ON "triggers" USING btree ("authority_id","project_id");--> statement-breakpoint
CREATE INDEX "triggers_gathering" ON "triggers" USING btree ("gathering_id");