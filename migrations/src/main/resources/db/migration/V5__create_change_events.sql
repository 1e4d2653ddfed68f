CREATE TABLE change_events (
    seq                BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    type               TEXT NOT NULL,
    at                 TIMESTAMPTZ NOT NULL DEFAULT now(),
    provider_slug      TEXT NOT NULL,
    provider_model_id  TEXT,
    model_id           TEXT,
    generation         BIGINT NOT NULL,
    job_id             TEXT NOT NULL,
    before             JSONB,
    after              JSONB,
    CONSTRAINT change_events_type_check CHECK (type IN (
        'model.added', 'model.updated', 'model.delisted', 'model.reactivated', 'price.changed', 'price.held',
        'price.released', 'provider.degraded', 'provider.recovered'))
);
CREATE INDEX change_events_generation_idx ON change_events (generation);
COMMENT ON TABLE change_events IS 'Ordered change feed; seq is taken while the generation is locked, so readers never miss a late commit.';
