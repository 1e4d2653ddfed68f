-- What a provider's records look like, so that a field that goes away or changes its type is noticed before its values count.

CREATE TABLE provider_shapes (
    provider_id    BIGINT PRIMARY KEY REFERENCES providers (id),
    shape          JSONB NOT NULL,
    pending        TEXT,
    pending_seen   INTEGER NOT NULL DEFAULT 0,
    pending_since  TIMESTAMPTZ,
    changed_at     TIMESTAMPTZ NOT NULL DEFAULT now()
);
COMMENT ON TABLE provider_shapes IS 'The shape that is trusted: paths of the records'' fields with their types; written only when it changes.';
COMMENT ON COLUMN provider_shapes.pending IS 'Price fields that went away or changed their type and wait to be confirmed; prices stand still meanwhile.';

-- Unlogged like the stage that it belongs to.
CREATE UNLOGGED TABLE staged_shapes (
    stage_key      TEXT PRIMARY KEY,
    shape          JSONB NOT NULL,
    pending        TEXT,
    pending_seen   INTEGER NOT NULL,
    pending_since  TIMESTAMPTZ,
    event          JSONB,
    staged_at      TIMESTAMPTZ NOT NULL DEFAULT now()
);

ALTER TABLE change_events DROP CONSTRAINT change_events_type_check;
ALTER TABLE change_events ADD CONSTRAINT change_events_type_check CHECK (type ~ '^(model|price|provider)\.[a-z_]{1,40}$');
