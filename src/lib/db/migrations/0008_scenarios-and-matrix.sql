CREATE TABLE "budget_lines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"gathering_id" uuid NOT NULL,
	"scenario" text NOT NULL,
	"label" text NOT NULL,
	"low" bigint NOT NULL,
	"high" bigint NOT NULL,
	"place" smallint NOT NULL,
	CONSTRAINT "budget_lines_go_up" CHECK (0 <= low and low <= high)
);
--> statement-breakpoint
CREATE TABLE "budget_totals" (
	"gathering_id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"low" bigint NOT NULL,
	"high" bigint NOT NULL,
	CONSTRAINT "budget_totals_go_up" CHECK (0 <= low and low <= high)
);
--> statement-breakpoint
CREATE TABLE "matrices" (
	"gathering_id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"closed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "prepared_risks" (
	"authority_id" uuid NOT NULL,
	"gathering_id" uuid NOT NULL,
	"risk" text NOT NULL,
	"scenario" text NOT NULL,
	"probability" smallint NOT NULL,
	"gravity" smallint NOT NULL,
	CONSTRAINT "prepared_risks_pk" PRIMARY KEY("gathering_id","risk","scenario")
);
--> statement-breakpoint
CREATE TABLE "scenario_choices" (
	"authority_id" uuid NOT NULL,
	"gathering_id" uuid NOT NULL,
	"scenario" text NOT NULL,
	"amendment_id" uuid NOT NULL,
	"choice" text NOT NULL,
	CONSTRAINT "scenario_choices_pk" PRIMARY KEY("gathering_id","scenario","amendment_id")
);
--> statement-breakpoint
CREATE TABLE "scenario_seats" (
	"authority_id" uuid NOT NULL,
	"gathering_id" uuid NOT NULL,
	"seat_id" uuid NOT NULL,
	"scenario" text NOT NULL,
	"is_host" boolean DEFAULT false NOT NULL,
	CONSTRAINT "scenario_seats_pk" PRIMARY KEY("gathering_id","seat_id")
);
--> statement-breakpoint
CREATE TABLE "scenario_suggestions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"gathering_id" uuid NOT NULL,
	"seat_id" uuid NOT NULL,
	"scenario" text NOT NULL,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"state" text NOT NULL,
	"sent_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "matrix_lines" ADD COLUMN "indicator" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "matrix_lines" ADD COLUMN "base" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "matrix_lines" ADD COLUMN "target" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "matrix_lines" ADD COLUMN "holder" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "matrix_lines" ADD COLUMN "mitigation" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "played_roles" ADD COLUMN "handed_back_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "played_roles" ADD COLUMN "made_see" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "scenarios" ADD COLUMN "base" integer;--> statement-breakpoint
ALTER TABLE "scenarios" ADD COLUMN "modes" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "scenarios" ADD COLUMN "calendar" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "scenarios" ADD COLUMN "revision" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "budget_lines" ADD CONSTRAINT "budget_lines_gathering_fk" FOREIGN KEY ("authority_id","gathering_id") REFERENCES "public"."gatherings"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_lines" ADD CONSTRAINT "budget_lines_scenario_fk" FOREIGN KEY ("gathering_id","scenario") REFERENCES "public"."scenarios"("gathering_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_totals" ADD CONSTRAINT "budget_totals_gathering_fk" FOREIGN KEY ("authority_id","gathering_id") REFERENCES "public"."gatherings"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "matrices" ADD CONSTRAINT "matrices_gathering_fk" FOREIGN KEY ("authority_id","gathering_id") REFERENCES "public"."gatherings"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prepared_risks" ADD CONSTRAINT "prepared_risks_gathering_fk" FOREIGN KEY ("authority_id","gathering_id") REFERENCES "public"."gatherings"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prepared_risks" ADD CONSTRAINT "prepared_risks_line_fk" FOREIGN KEY ("gathering_id","risk") REFERENCES "public"."matrix_lines"("gathering_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "prepared_risks" ADD CONSTRAINT "prepared_risks_scenario_fk" FOREIGN KEY ("gathering_id","scenario") REFERENCES "public"."scenarios"("gathering_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenario_choices" ADD CONSTRAINT "scenario_choices_scenario_fk" FOREIGN KEY ("gathering_id","scenario") REFERENCES "public"."scenarios"("gathering_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenario_choices" ADD CONSTRAINT "scenario_choices_amendment_fk" FOREIGN KEY ("authority_id","amendment_id") REFERENCES "public"."amendments"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenario_seats" ADD CONSTRAINT "scenario_seats_seat_fk" FOREIGN KEY ("authority_id","seat_id") REFERENCES "public"."seats"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenario_seats" ADD CONSTRAINT "scenario_seats_scenario_fk" FOREIGN KEY ("gathering_id","scenario") REFERENCES "public"."scenarios"("gathering_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenario_suggestions" ADD CONSTRAINT "scenario_suggestions_seat_fk" FOREIGN KEY ("authority_id","seat_id") REFERENCES "public"."seats"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scenario_suggestions" ADD CONSTRAINT "scenario_suggestions_scenario_fk" FOREIGN KEY ("gathering_id","scenario") REFERENCES "public"."scenarios"("gathering_id","code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "budget_lines_gathering" ON "budget_lines" USING btree ("authority_id","gathering_id");--> statement-breakpoint
CREATE UNIQUE INDEX "scenario_seats_host_key" ON "scenario_seats" USING btree ("gathering_id","scenario") WHERE is_host;--> statement-breakpoint
CREATE INDEX "scenario_suggestions_gathering" ON "scenario_suggestions" USING btree ("authority_id","gathering_id");