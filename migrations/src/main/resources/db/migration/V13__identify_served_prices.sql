-- Columns that readers of the old table know. A model has one price, so the price's own number is the model's.

ALTER TABLE model_pricing
    ADD COLUMN id BIGINT GENERATED ALWAYS AS (model_id) STORED,
    ADD COLUMN created_at TIMESTAMPTZ NOT NULL DEFAULT now(),
    ADD COLUMN updated_at TIMESTAMPTZ GENERATED ALWAYS AS (last_updated) STORED;
COMMENT ON COLUMN model_pricing.id IS 'The same as model_id.';
COMMENT ON COLUMN model_pricing.created_at IS 'When the model got its first price, or its first row without one.';
COMMENT ON COLUMN model_pricing.updated_at IS 'The same as last_updated.';
