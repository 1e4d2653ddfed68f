-- Prices on which reference feeds contradict each other wait among the held ones, with what each of the feeds says.

ALTER TABLE staged_models ADD COLUMN price_told_by JSONB;
COMMENT ON COLUMN staged_models.price_told_by IS 'What each feed says of a price on which they disagree; NULL is a price that nobody disputes.';

ALTER TABLE held_changes ADD COLUMN told_by JSONB NOT NULL DEFAULT '[]';
COMMENT ON COLUMN held_changes.told_by IS 'Of a disagreement: source, the feed''s own key and the price list of every feed; the first is the price that waits.';
