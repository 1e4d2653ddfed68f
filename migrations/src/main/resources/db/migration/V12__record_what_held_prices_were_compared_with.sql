-- Whoever decides about a held price must see what the guards saw; what others say moves on.

ALTER TABLE staged_models ADD COLUMN price_compared_with JSONB;
COMMENT ON COLUMN staged_models.price_compared_with IS 'Of a price that is held: what others said of it, as in held_changes.compared_with.';

ALTER TABLE held_changes ADD COLUMN compared_with JSONB NOT NULL DEFAULT '[]';
COMMENT ON COLUMN held_changes.compared_with IS 'What the guards compared the price with beside the served one: source, the source''s own key and its price list.';
