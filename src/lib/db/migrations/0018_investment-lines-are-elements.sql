-- What workshops proposed becomes elements of the cockpit: each line, its milestones and its planned money. Needs and impacts stay readable in the strategy that it comes from.
INSERT INTO "cockpits" ("project_id", "authority_id", "begun_at")
SELECT "project_id", (array_agg("authority_id"))[1], min("created_at") FROM "investment_lines" GROUP BY "project_id";
--> statement-breakpoint
CREATE TEMPORARY TABLE "taken_over" AS
WITH "lines" AS (
	SELECT gen_random_uuid() AS "line_element", "l".*, row_number() OVER (PARTITION BY "project_id", "code" ORDER BY "created_at", "id") AS "nth" FROM "investment_lines" AS "l"
), "parted" AS (
	SELECT "line_element" AS "id", 0 AS "depth", "authority_id", "project_id", 'line' AS "kind", CASE WHEN "nth" = 1 THEN "code" ELSE "code" || '-' || "nth" END AS "code", NULL::uuid AS "parent_id", "gathering_id", "strategy_line_id", '' AS "part", "created_at",
		jsonb_build_object('mode', "mode", 'object', "object", 'actors', left("actors", 300), 'answers', "parameters" -> 'answers', 'parts', "parameters" -> 'parts', 'state', "state") AS "values"
	FROM "lines"
	UNION ALL
	SELECT gen_random_uuid(), 1, "authority_id", "project_id", 'milestone', 'J' || row_number() OVER (PARTITION BY "project_id" ORDER BY "created_at", "l"."id", "ordinality"), "line_element", "gathering_id", "strategy_line_id", ':milestone-' || ("ordinality" - 1), "created_at",
		jsonb_build_object('what', "m" ->> 'what', 'on', "m" ->> 'on', 'size', 'milestone', 'state', 'planned')
	FROM "lines" AS "l", jsonb_array_elements("milestones") WITH ORDINALITY AS "each" ("m", "ordinality")
	UNION ALL
	SELECT gen_random_uuid(), 1, "authority_id", "project_id", 'amount', 'E' || row_number() OVER (PARTITION BY "project_id" ORDER BY "created_at", "l"."id", "ordinality"), "line_element", "gathering_id", "strategy_line_id", ':amount-' || ("ordinality" - 1), "created_at",
		jsonb_build_object('stage', 'planned', 'amount', "f" -> 'amount', 'how', "f" ->> 'how', 'who', "f" ->> 'who', 'year', NULL, 'isOwn', lower("f" ->> 'who') IN ('collectivité', 'la collectivité'))
	FROM "lines" AS "l", jsonb_array_elements("funders") WITH ORDINALITY AS "each" ("f", "ordinality")
)
SELECT * FROM "parted";
--> statement-breakpoint
INSERT INTO "cockpit_elements" ("id", "authority_id", "project_id", "kind", "code", "parent_id", "origin", "origin_key", "revision", "values", "settled_on", "created_at", "changed_at")
SELECT "id", "authority_id", "project_id", "kind", "code", "parent_id", jsonb_build_object('version', 1, 'what', 'strategy-line', 'gathering', "gathering_id", 'line', "strategy_line_id"), 'strategy-line:' || "gathering_id" || ':' || "strategy_line_id" || "part", 1, "values", "created_at"::date, "created_at", "created_at"
FROM "taken_over" ORDER BY "depth";
--> statement-breakpoint
INSERT INTO "cockpit_changes" ("element_id", "authority_id", "project_id", "number", "true_on", "recorded_at", "by", "values", "before")
SELECT "id", "authority_id", "project_id", 0, "created_at"::date, "created_at", 'system', "values", '{}'::jsonb FROM "taken_over";
--> statement-breakpoint
DROP TABLE "taken_over";--> statement-breakpoint
DROP TABLE "investment_lines" CASCADE;
