CREATE TABLE "rehearsals" (
	"gathering_id" uuid PRIMARY KEY NOT NULL,
	"authority_id" uuid NOT NULL,
	"project_id" uuid NOT NULL,
	"copy_of" uuid,
	"copied_from" uuid,
	"account_id" uuid NOT NULL,
	"seed" text NOT NULL,
	"led" text NOT NULL,
	"paused_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"played_by" text,
	"played_until" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "simulated_people" (
	"authority_id" uuid NOT NULL,
	"gathering_id" uuid NOT NULL,
	"nth" integer NOT NULL,
	"public_name" text NOT NULL,
	"capacity" text NOT NULL,
	"temperament" text NOT NULL,
	"seat_id" uuid,
	"asked" text,
	"away_until" timestamp with time zone,
	CONSTRAINT "simulated_people_pk" PRIMARY KEY("gathering_id","nth")
);
--> statement-breakpoint
ALTER TABLE "gatherings" ADD COLUMN "is_rehearsal" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "gatherings" ADD COLUMN "pace" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "stays" ADD COLUMN "pace" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "projects" ADD COLUMN "is_rehearsal" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "rehearsals" ADD CONSTRAINT "rehearsals_gathering_fk" FOREIGN KEY ("authority_id","gathering_id") REFERENCES "public"."gatherings"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "simulated_people" ADD CONSTRAINT "simulated_people_gathering_fk" FOREIGN KEY ("authority_id","gathering_id") REFERENCES "public"."gatherings"("authority_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "rehearsals_copied_from" ON "rehearsals" USING btree ("copied_from");--> statement-breakpoint
CREATE INDEX "rehearsals_account" ON "rehearsals" USING btree ("account_id");