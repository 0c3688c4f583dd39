CREATE TABLE "investment_lines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"gathering_id" uuid NOT NULL,
	"strategy_line_id" uuid NOT NULL,
	"state" text NOT NULL,
	"code" text NOT NULL,
	"mode" text NOT NULL,
	"object" text NOT NULL,
	"actors" text NOT NULL,
	"milestones" jsonb NOT NULL,
	"funders" jsonb NOT NULL,
	"cost_cents" bigint,
	"needs" jsonb NOT NULL,
	"impacts" jsonb NOT NULL,
	"parameters" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "investment_lines_tenant_key" UNIQUE("authority_id","id"),
	CONSTRAINT "investment_lines_strategy_line_key" UNIQUE("strategy_line_id")
);
--> statement-breakpoint
CREATE TABLE "strategies" (
	"gathering_id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"begun_at" timestamp with time zone NOT NULL,
	"shown_at" timestamp with time zone,
	"drafted_at" timestamp with time zone,
	CONSTRAINT "strategies_tenant_key" UNIQUE("authority_id","gathering_id")
);
--> statement-breakpoint
CREATE TABLE "strategy_lines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"gathering_id" uuid NOT NULL,
	"code" text NOT NULL,
	"mode" text NOT NULL,
	"object" text NOT NULL,
	"actors" text DEFAULT '' NOT NULL,
	"milestones" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"funders" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"needs" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"impacts" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"parameters" jsonb NOT NULL,
	"reasons" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "strategy_lines_tenant_key" UNIQUE("authority_id","id"),
	CONSTRAINT "strategy_lines_code_key" UNIQUE("gathering_id","code")
);
--> statement-breakpoint
CREATE TABLE "sketch_lines" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"gathering_id" uuid NOT NULL,
	"code" text NOT NULL,
	"mode" text NOT NULL,
	"object" text NOT NULL,
	"actors" text DEFAULT '' NOT NULL,
	"season" text,
	"money" text NOT NULL,
	"low_cents" bigint,
	"high_cents" bigint,
	"needs" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"impacts" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"parameters" jsonb NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "sketch_lines_tenant_key" UNIQUE("authority_id","id"),
	CONSTRAINT "sketch_lines_code_key" UNIQUE("gathering_id","code"),
	CONSTRAINT "sketch_lines_range" CHECK ((money = 'range') = (low_cents is not null and high_cents is not null) and (low_cents is null or low_cents <= high_cents))
);
--> statement-breakpoint
CREATE TABLE "sketch_suggestions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"gathering_id" uuid NOT NULL,
	"seat_id" uuid NOT NULL,
	"line_id" uuid,
	"mode" text NOT NULL,
	"text" text NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sketch_tables" (
	"seat_id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"gathering_id" uuid NOT NULL,
	"mode" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sketches" (
	"gathering_id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"explained" text,
	"frozen_at" timestamp with time zone,
	CONSTRAINT "sketches_tenant_key" UNIQUE("authority_id","gathering_id")
);
--> statement-breakpoint
ALTER TABLE "investment_lines" ADD CONSTRAINT "investment_lines_project_fk" FOREIGN KEY ("authority_id","project_id") REFERENCES "public"."projects"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "investment_lines" ADD CONSTRAINT "investment_lines_gathering_fk" FOREIGN KEY ("authority_id","gathering_id") REFERENCES "public"."gatherings"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "investment_lines" ADD CONSTRAINT "investment_lines_strategy_line_fk" FOREIGN KEY ("authority_id","strategy_line_id") REFERENCES "public"."strategy_lines"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "strategies" ADD CONSTRAINT "strategies_gathering_fk" FOREIGN KEY ("authority_id","gathering_id") REFERENCES "public"."gatherings"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "strategies" ADD CONSTRAINT "strategies_project_fk" FOREIGN KEY ("authority_id","project_id") REFERENCES "public"."projects"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "strategy_lines" ADD CONSTRAINT "strategy_lines_strategy_fk" FOREIGN KEY ("authority_id","gathering_id") REFERENCES "public"."strategies"("authority_id","gathering_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sketch_lines" ADD CONSTRAINT "sketch_lines_sketch_fk" FOREIGN KEY ("authority_id","gathering_id") REFERENCES "public"."sketches"("authority_id","gathering_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sketch_suggestions" ADD CONSTRAINT "sketch_suggestions_seat_fk" FOREIGN KEY ("authority_id","seat_id") REFERENCES "public"."seats"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sketch_suggestions" ADD CONSTRAINT "sketch_suggestions_line_fk" FOREIGN KEY ("authority_id","line_id") REFERENCES "public"."sketch_lines"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sketch_tables" ADD CONSTRAINT "sketch_tables_seat_fk" FOREIGN KEY ("authority_id","seat_id") REFERENCES "public"."seats"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sketches" ADD CONSTRAINT "sketches_gathering_fk" FOREIGN KEY ("authority_id","gathering_id") REFERENCES "public"."gatherings"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "investment_lines_project" ON "investment_lines" USING btree ("authority_id","project_id");--> statement-breakpoint
CREATE INDEX "strategies_project" ON "strategies" USING btree ("authority_id","project_id");--> statement-breakpoint
CREATE INDEX "sketch_suggestions_gathering" ON "sketch_suggestions" USING btree ("authority_id","gathering_id");--> statement-breakpoint
CREATE INDEX "sketch_tables_gathering" ON "sketch_tables" USING btree ("authority_id","gathering_id");