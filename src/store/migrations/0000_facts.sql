CREATE TABLE `settings` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `shop` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`time_zone` text NOT NULL,
	`currency` text NOT NULL,
	`week_start` integer NOT NULL,
	`created_at` integer NOT NULL,
	`newest_fact_at` integer
);
--> statement-breakpoint
CREATE TABLE `watermarks` (
	`name` text PRIMARY KEY NOT NULL,
	`fact_version` integer NOT NULL,
	`as_of` integer,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `customer_attributes` (
	`customer_id` text NOT NULL,
	`name` text NOT NULL,
	`known_at` integer NOT NULL,
	`value` text NOT NULL,
	PRIMARY KEY(`customer_id`, `name`, `known_at`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `customer_consents` (
	`customer_id` text NOT NULL,
	`kind` text NOT NULL,
	`changed_at` integer NOT NULL,
	`granted` integer NOT NULL,
	`source` text,
	PRIMARY KEY(`customer_id`, `kind`, `changed_at`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `customer_identifiers` (
	`customer_id` text NOT NULL,
	`kind` text NOT NULL,
	`value_hash` blob NOT NULL,
	`cipher` blob NOT NULL,
	`key_version` integer NOT NULL,
	`updated_at` integer NOT NULL,
	PRIMARY KEY(`customer_id`, `kind`, `value_hash`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `customer_identifiers_hash_idx` ON `customer_identifiers` (`value_hash`,`kind`);--> statement-breakpoint
CREATE TABLE `customer_relations` (
	`customer_id` text NOT NULL,
	`related_id` text NOT NULL,
	`kind` text NOT NULL,
	`since` integer NOT NULL,
	PRIMARY KEY(`customer_id`, `kind`, `related_id`)
);
--> statement-breakpoint
CREATE INDEX `customer_relations_related_idx` ON `customer_relations` (`related_id`,`kind`);--> statement-breakpoint
CREATE TABLE `customers` (
	`id` text PRIMARY KEY NOT NULL,
	`created_at` integer NOT NULL,
	`gender` text,
	`birth_year` integer,
	`age_band` text,
	`country` text,
	`region` text,
	`city` text,
	`language` text,
	`source` text,
	`channel` text,
	`member_level` text,
	`is_stub` integer DEFAULT 0 NOT NULL,
	`last_received_at` integer
);
--> statement-breakpoint
CREATE INDEX `customers_region_idx` ON `customers` (`region`,`id`);--> statement-breakpoint
CREATE INDEX `customers_country_idx` ON `customers` (`country`,`id`);--> statement-breakpoint
CREATE TABLE `erasures` (
	`value_hash` blob PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`erased_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `identifier_tokens` (
	`token_hash` blob NOT NULL,
	`kind` text NOT NULL,
	`customer_id` text NOT NULL,
	PRIMARY KEY(`token_hash`, `kind`, `customer_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `member_levels` (
	`customer_id` text NOT NULL,
	`changed_at` integer NOT NULL,
	`level` text NOT NULL,
	PRIMARY KEY(`customer_id`, `changed_at`)
);
--> statement-breakpoint
CREATE TABLE `visitor_identities` (
	`anonymous_id` text PRIMARY KEY NOT NULL,
	`customer_id` text NOT NULL,
	`identified_at` integer NOT NULL
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `visitor_identities_customer_idx` ON `visitor_identities` (`customer_id`);--> statement-breakpoint
CREATE TABLE `competitor_prices` (
	`product_id` text NOT NULL,
	`competitor` text NOT NULL,
	`seen_at` integer NOT NULL,
	`price_minor` integer NOT NULL,
	`currency` text NOT NULL,
	`url` text,
	PRIMARY KEY(`product_id`, `competitor`, `seen_at`)
);
--> statement-breakpoint
CREATE TABLE `product_prices` (
	`product_id` text NOT NULL,
	`valid_from` integer NOT NULL,
	`price_minor` integer NOT NULL,
	`currency` text NOT NULL,
	PRIMARY KEY(`product_id`, `valid_from`)
);
--> statement-breakpoint
CREATE TABLE `products` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`name_alternative` text,
	`category` text,
	`subcategory` text,
	`brand` text,
	`style` text,
	`price_band` text,
	`price_minor` integer,
	`cost_minor` integer,
	`currency` text,
	`description` text,
	`status` text,
	`created_at` integer,
	`is_stub` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `products_category_idx` ON `products` (`category`,`brand`);--> statement-breakpoint
CREATE TABLE `promotions` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`product_id` text,
	`category` text,
	`starts_at` integer NOT NULL,
	`ends_at` integer NOT NULL,
	`discount_per_mille` integer
);
--> statement-breakpoint
CREATE TABLE `stock_levels` (
	`product_id` text NOT NULL,
	`location` text NOT NULL,
	`counted_at` integer NOT NULL,
	`on_hand` integer NOT NULL,
	`received` integer,
	`unit_cost_minor` integer,
	PRIMARY KEY(`product_id`, `location`, `counted_at`)
);
--> statement-breakpoint
CREATE TABLE `exchange_rates` (
	`base` text NOT NULL,
	`currency` text NOT NULL,
	`valid_from` integer NOT NULL,
	`rate` text NOT NULL,
	PRIMARY KEY(`base`, `currency`, `valid_from`)
);
--> statement-breakpoint
CREATE TABLE `order_lines` (
	`order_id` text NOT NULL,
	`line_key` blob NOT NULL,
	`line_id` text,
	`product_id` text NOT NULL,
	`ordered_day` integer NOT NULL,
	`quantity` integer NOT NULL,
	`unit_price_micro` integer NOT NULL,
	`discount_minor` integer DEFAULT 0 NOT NULL,
	`amount_minor` integer NOT NULL,
	`kind` text NOT NULL,
	PRIMARY KEY(`order_id`, `line_key`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `order_lines_day_idx` ON `order_lines` (`ordered_day`,`product_id`,`kind`,`quantity`,`amount_minor`);--> statement-breakpoint
CREATE TABLE `order_status_changes` (
	`order_id` text NOT NULL,
	`changed_at` integer NOT NULL,
	`status` text NOT NULL,
	PRIMARY KEY(`order_id`, `changed_at`, `status`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `orders` (
	`id` text PRIMARY KEY NOT NULL,
	`customer_id` text,
	`ordered_at` integer NOT NULL,
	`ordered_day` integer NOT NULL,
	`status` text NOT NULL,
	`cancelled_at` integer,
	`has_sale` integer NOT NULL,
	`flag` text,
	`gross_minor` integer NOT NULL,
	`units` integer NOT NULL,
	`line_count` integer NOT NULL,
	`order_discount_minor` integer DEFAULT 0 NOT NULL,
	`shipping_minor` integer,
	`tax_minor` integer,
	`cost_minor` integer,
	`costed_gross_minor` integer,
	`original_currency` text,
	`country` text,
	`region` text,
	`city` text,
	`channel` text,
	`device` text,
	`source` text,
	`campaign` text,
	`coupon` text,
	`payment` text,
	`carrier` text,
	`warehouse` text,
	`shipped_at` integer,
	`promised_at` integer,
	`delivered_at` integer,
	`import_id` text,
	`has_header` integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `orders_customer_idx` ON `orders` (`customer_id`,`ordered_at`,`has_sale`,`cancelled_at`,`gross_minor`,`units`,`ordered_day`,`flag`,`line_count`);--> statement-breakpoint
CREATE INDEX `orders_cancelled_idx` ON `orders` (`cancelled_at`) WHERE "orders"."cancelled_at" IS NOT NULL;--> statement-breakpoint
CREATE INDEX `orders_day_idx` ON `orders` (`ordered_day`,`has_sale`,`cancelled_at`,`customer_id`,`gross_minor`,`units`,`flag`);--> statement-breakpoint
CREATE INDEX `orders_left_out_idx` ON `orders` (`ordered_day`,`cancelled_at`,`flag`) WHERE "orders"."has_sale" = 0 OR "orders"."flag" IS NOT NULL OR "orders"."cancelled_at" IS NOT NULL;--> statement-breakpoint
CREATE TABLE `returns` (
	`return_key` blob PRIMARY KEY NOT NULL,
	`return_id` text,
	`order_id` text,
	`customer_id` text,
	`product_id` text,
	`returned_at` integer NOT NULL,
	`returned_day` integer NOT NULL,
	`quantity` integer NOT NULL,
	`amount_minor` integer NOT NULL,
	`reason` text,
	`country` text,
	`import_id` text
);
--> statement-breakpoint
CREATE INDEX `returns_customer_idx` ON `returns` (`customer_id`,`returned_at`,`amount_minor`,`quantity`);--> statement-breakpoint
CREATE INDEX `returns_day_idx` ON `returns` (`returned_day`,`customer_id`,`amount_minor`,`quantity`,`product_id`);--> statement-breakpoint
CREATE INDEX `returns_product_idx` ON `returns` (`product_id`,`returned_day`,`quantity`,`amount_minor`);--> statement-breakpoint
CREATE INDEX `returns_order_idx` ON `returns` (`order_id`);--> statement-breakpoint
CREATE TABLE `campaign_exposures` (
	`campaign_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`variant` text NOT NULL,
	`is_control` integer NOT NULL,
	`sent_at` integer,
	`delivered_at` integer,
	`opened_at` integer,
	`clicked_at` integer,
	`unsubscribed_at` integer,
	PRIMARY KEY(`campaign_id`, `customer_id`)
);
--> statement-breakpoint
CREATE INDEX `campaign_exposures_customer_idx` ON `campaign_exposures` (`customer_id`,`sent_at`);--> statement-breakpoint
CREATE TABLE `campaigns` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`channel` text,
	`goal` text,
	`starts_at` integer NOT NULL,
	`ends_at` integer,
	`cost_minor` integer,
	`offer` text
);
--> statement-breakpoint
CREATE TABLE `events` (
	`event_key` blob PRIMARY KEY NOT NULL,
	`message_id` text,
	`customer_id` text,
	`anonymous_id` text,
	`name` text NOT NULL,
	`occurred_at` integer NOT NULL,
	`occurred_day` integer NOT NULL,
	`received_at` integer NOT NULL,
	`session_id` text,
	`product_id` text,
	`category` text,
	`order_id` text,
	`query` text,
	`channel` text,
	`device` text,
	`source` text,
	`campaign` text,
	`placement` text,
	`creative` text,
	`position` integer,
	`url` text,
	`value_minor` integer,
	`properties` text
);
--> statement-breakpoint
CREATE INDEX `events_customer_idx` ON `events` (`customer_id`,`occurred_at`) WHERE customer_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `events_anonymous_idx` ON `events` (`anonymous_id`,`occurred_at`) WHERE anonymous_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `events_day_idx` ON `events` (`occurred_day`,`name`);--> statement-breakpoint
CREATE INDEX `events_product_idx` ON `events` (`product_id`,`occurred_day`,`name`) WHERE product_id IS NOT NULL;--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`customer_id` text,
	`anonymous_id` text,
	`started_at` integer NOT NULL,
	`started_day` integer NOT NULL,
	`ended_at` integer NOT NULL,
	`events` integer NOT NULL,
	`pages` integer NOT NULL,
	`dwell_seconds` integer NOT NULL,
	`paid` integer NOT NULL,
	`device` text,
	`channel` text,
	`source` text
);
--> statement-breakpoint
CREATE INDEX `sessions_day_idx` ON `sessions` (`started_day`,`device`,`paid`,`pages`,`dwell_seconds`);--> statement-breakpoint
CREATE INDEX `sessions_customer_idx` ON `sessions` (`customer_id`,`started_at`) WHERE customer_id IS NOT NULL;--> statement-breakpoint
CREATE INDEX `sessions_anonymous_idx` ON `sessions` (`anonymous_id`) WHERE anonymous_id IS NOT NULL;--> statement-breakpoint
CREATE TABLE `signals` (
	`day` integer NOT NULL,
	`region` text NOT NULL,
	`name` text NOT NULL,
	`value` text NOT NULL,
	PRIMARY KEY(`name`, `region`, `day`)
);
--> statement-breakpoint
CREATE TABLE `articles` (
	`id` text PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`body` text NOT NULL,
	`language` text,
	`category` text,
	`url` text,
	`updated_at` integer NOT NULL,
	`approved` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `reviews` (
	`id` text PRIMARY KEY NOT NULL,
	`customer_id` text,
	`order_id` text,
	`product_id` text,
	`rating` integer,
	`title` text,
	`body` text,
	`language` text,
	`written_at` integer NOT NULL,
	`written_day` integer NOT NULL,
	`helpful_votes` integer DEFAULT 0 NOT NULL,
	`verified` integer,
	`device` text
);
--> statement-breakpoint
CREATE INDEX `reviews_product_idx` ON `reviews` (`product_id`,`written_at`,`rating`);--> statement-breakpoint
CREATE INDEX `reviews_customer_idx` ON `reviews` (`customer_id`,`written_at`);--> statement-breakpoint
CREATE INDEX `reviews_day_idx` ON `reviews` (`written_day`,`rating`);--> statement-breakpoint
CREATE TABLE `surveys` (
	`id` text PRIMARY KEY NOT NULL,
	`customer_id` text,
	`order_id` text,
	`kind` text NOT NULL,
	`score` integer,
	`comment` text,
	`answered_at` integer NOT NULL,
	`answered_day` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `surveys_day_idx` ON `surveys` (`kind`,`answered_day`,`score`);--> statement-breakpoint
CREATE INDEX `surveys_customer_idx` ON `surveys` (`customer_id`,`answered_at`);--> statement-breakpoint
CREATE TABLE `ticket_messages` (
	`ticket_id` text NOT NULL,
	`sent_at` integer NOT NULL,
	`author` text NOT NULL,
	`body` text NOT NULL,
	PRIMARY KEY(`ticket_id`, `sent_at`, `author`)
);
--> statement-breakpoint
CREATE TABLE `tickets` (
	`id` text PRIMARY KEY NOT NULL,
	`customer_id` text,
	`order_id` text,
	`channel` text,
	`subject` text,
	`issue` text,
	`status` text NOT NULL,
	`opened_at` integer NOT NULL,
	`first_response_at` integer,
	`resolved_at` integer,
	`rating` integer
);
--> statement-breakpoint
CREATE INDEX `tickets_customer_idx` ON `tickets` (`customer_id`,`opened_at`,`status`);--> statement-breakpoint
CREATE INDEX `tickets_opened_idx` ON `tickets` (`opened_at`);--> statement-breakpoint
CREATE TABLE `audience_members` (
	`audience_id` text NOT NULL,
	`customer_id` text NOT NULL,
	`is_holdout` integer NOT NULL,
	PRIMARY KEY(`audience_id`, `customer_id`)
);
--> statement-breakpoint
CREATE TABLE `audiences` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`definition` text NOT NULL,
	`channel` text,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`size` integer NOT NULL,
	`holdout` integer NOT NULL,
	`left_out_for_consent` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `customer_features` (
	`customer_id` text PRIMARY KEY NOT NULL,
	`as_of` integer NOT NULL,
	`computed_at` integer NOT NULL,
	`recency_days` integer,
	`frequency` integer NOT NULL,
	`purchase_days` integer NOT NULL,
	`monetary_minor` integer NOT NULL,
	`gross_minor` integer NOT NULL,
	`tenure_days` integer,
	`mean_gap_days` real,
	`median_gap_days` real,
	`lifecycle` text NOT NULL,
	`value_tier` text,
	`r` integer,
	`f` integer,
	`m` integer,
	`rfm_segment` text,
	`features` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `customer_marks` (
	`kind` text NOT NULL,
	`value` text NOT NULL,
	`customer_id` text NOT NULL,
	PRIMARY KEY(`kind`, `value`, `customer_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `customer_months` (
	`month` integer NOT NULL,
	`customer_id` text NOT NULL,
	`orders` integer NOT NULL,
	`gross_minor` integer NOT NULL,
	`returns_minor` integer NOT NULL,
	`units` integer NOT NULL,
	PRIMARY KEY(`month`, `customer_id`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `customer_rollups` (
	`customer_id` text PRIMARY KEY NOT NULL,
	`orders` integer NOT NULL,
	`gross_minor` integer NOT NULL,
	`returns_minor` integer NOT NULL,
	`units` integer NOT NULL,
	`returned_units` integer NOT NULL,
	`first_order_at` integer,
	`last_order_at` integer
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `daily_rollups` (
	`dimension` text NOT NULL,
	`day` integer NOT NULL,
	`value` text NOT NULL,
	`orders` integer NOT NULL,
	`gross_minor` integer NOT NULL,
	`returns_minor` integer NOT NULL,
	`units` integer NOT NULL,
	`returned_units` integer NOT NULL,
	`anonymous_orders` integer NOT NULL,
	`cost_minor` integer NOT NULL,
	`costed_gross_minor` integer NOT NULL,
	PRIMARY KEY(`dimension`, `day`, `value`)
) WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `model_runs` (
	`id` text PRIMARY KEY NOT NULL,
	`model` text NOT NULL,
	`version` integer NOT NULL,
	`definition` integer NOT NULL,
	`trained_as_of` integer NOT NULL,
	`trained_at` integer NOT NULL,
	`orders_seen` integer NOT NULL,
	`seed` text NOT NULL,
	`parameters` blob NOT NULL,
	`report_card` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `model_runs_model_idx` ON `model_runs` (`model`,`trained_as_of`,`version`);--> statement-breakpoint
CREATE TABLE `prediction_slots` (
	`model` text PRIMARY KEY NOT NULL,
	`served_as` text NOT NULL,
	`claimed_version` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `predictions` (
	`model` text NOT NULL,
	`customer_id` text NOT NULL,
	`run_id` text NOT NULL,
	`as_of` integer NOT NULL,
	`value` real NOT NULL,
	`low` real,
	`high` real,
	`details` text,
	PRIMARY KEY(`model`, `customer_id`)
);
--> statement-breakpoint
CREATE TABLE `recommendation_impressions` (
	`list_id` text NOT NULL,
	`position` integer NOT NULL,
	`shown_at` integer NOT NULL,
	`customer_id` text,
	`strategy` text NOT NULL,
	`personalised` integer NOT NULL,
	`product_id` text NOT NULL,
	`run_id` text,
	PRIMARY KEY(`list_id`, `position`)
);
--> statement-breakpoint
CREATE INDEX `recommendation_impressions_time_idx` ON `recommendation_impressions` (`shown_at`,`strategy`);--> statement-breakpoint
CREATE INDEX `recommendation_impressions_customer_idx` ON `recommendation_impressions` (`customer_id`,`shown_at`);--> statement-breakpoint
CREATE TABLE `rfm_cut_points` (
	`as_of` integer NOT NULL,
	`revenue` text NOT NULL,
	`measure` text NOT NULL,
	`position` integer NOT NULL,
	`value` real NOT NULL,
	PRIMARY KEY(`as_of`, `revenue`, `measure`, `position`)
);
--> statement-breakpoint
CREATE TABLE `segment_members` (
	`segment_id` text NOT NULL,
	`customer_id` text NOT NULL,
	PRIMARY KEY(`segment_id`, `customer_id`)
);
--> statement-breakpoint
CREATE INDEX `segment_members_customer_idx` ON `segment_members` (`customer_id`);--> statement-breakpoint
CREATE TABLE `segments` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`filters` text,
	`classifier` text,
	`refresh` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`as_of` integer NOT NULL,
	`size` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `alert_rules` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`rule` text NOT NULL,
	`channel` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`stopped_at` integer
);
--> statement-breakpoint
CREATE TABLE `alerts` (
	`id` integer PRIMARY KEY NOT NULL,
	`rule_id` text NOT NULL,
	`subject` text NOT NULL,
	`fact_key` text NOT NULL,
	`since` integer NOT NULL,
	`fired_at` integer,
	`as_of` integer NOT NULL,
	`value` real,
	`before_value` real,
	`cleared_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `alerts_open_idx` ON `alerts` (`rule_id`,`subject`,`fact_key`) WHERE cleared_at IS NULL;--> statement-breakpoint
CREATE INDEX `alerts_fired_idx` ON `alerts` (`fired_at`);--> statement-breakpoint
CREATE TABLE `api_keys` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`token_hash` blob NOT NULL,
	`hint` text NOT NULL,
	`name` text NOT NULL,
	`role` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer,
	`last_used_at` integer,
	`revoked_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `api_keys_token_hash_unique` ON `api_keys` (`token_hash`);--> statement-breakpoint
CREATE TABLE `audit_log` (
	`sequence` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor_id` text NOT NULL,
	`role` text NOT NULL,
	`action` text NOT NULL,
	`subject` text NOT NULL,
	`details` text NOT NULL,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `audit_log_subject_idx` ON `audit_log` (`subject`,`sequence`);--> statement-breakpoint
CREATE TABLE `change_posts` (
	`key_id` text PRIMARY KEY NOT NULL,
	`told` integer NOT NULL,
	`attempts` integer NOT NULL,
	`next_at` integer NOT NULL,
	`problem` text
);
--> statement-breakpoint
CREATE TABLE `customer_changes` (
	`sequence` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`customer_id` text NOT NULL,
	`part` text NOT NULL,
	`changed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `idempotency_keys` (
	`key` text PRIMARY KEY NOT NULL,
	`request_hash` text NOT NULL,
	`status` integer NOT NULL,
	`body` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `imports` (
	`id` text PRIMARY KEY NOT NULL,
	`batch_id` text NOT NULL,
	`file` text NOT NULL,
	`fingerprint` text NOT NULL,
	`kind` text NOT NULL,
	`preset` text,
	`mapping` text NOT NULL,
	`status` text NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer,
	`checkpoint` integer NOT NULL,
	`read` integer NOT NULL,
	`imported` integer NOT NULL,
	`updated` integer NOT NULL,
	`duplicates` integer NOT NULL,
	`quarantined` integer NOT NULL,
	`left_out` text NOT NULL,
	`reasons` text NOT NULL,
	`quarantine_file` text,
	`warnings` text NOT NULL,
	`error` text,
	`seconds_milli` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `imports_started_idx` ON `imports` (`started_at`);--> statement-breakpoint
CREATE TABLE `memories` (
	`id` text PRIMARY KEY NOT NULL,
	`actor_id` text NOT NULL,
	`words` text NOT NULL,
	`effect` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `memories_actor_idx` ON `memories` (`actor_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `proposals` (
	`id` text PRIMARY KEY NOT NULL,
	`action` text NOT NULL,
	`args` text NOT NULL,
	`hash` text NOT NULL,
	`preview` text NOT NULL,
	`proposed_by` text NOT NULL,
	`proposed_role` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`status` text NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	`decision_note` text,
	`executed_at` integer,
	`outcome` text
);
--> statement-breakpoint
CREATE INDEX `proposals_status_idx` ON `proposals` (`status`,`created_at`);--> statement-breakpoint
CREATE TABLE `quarantine` (
	`import_id` text NOT NULL,
	`line` integer NOT NULL,
	`column` text,
	`value` text,
	`reason` text NOT NULL,
	`record` blob NOT NULL,
	PRIMARY KEY(`import_id`, `line`)
);
--> statement-breakpoint
CREATE TABLE `threads` (
	`id` text PRIMARY KEY NOT NULL,
	`actor_id` text NOT NULL,
	`bound_customer_id` text,
	`title` text,
	`identities` blob,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `tool_results` (
	`thread_id` text NOT NULL,
	`result_id` text NOT NULL,
	`tool` text NOT NULL,
	`args` text NOT NULL,
	`result` text NOT NULL,
	`created_at` integer NOT NULL,
	PRIMARY KEY(`thread_id`, `result_id`)
);
--> statement-breakpoint
CREATE TABLE `turns` (
	`thread_id` text NOT NULL,
	`position` integer NOT NULL,
	`question` text NOT NULL,
	`answer` text NOT NULL,
	`state` text,
	`asked_at` integer NOT NULL,
	PRIMARY KEY(`thread_id`, `position`)
);
