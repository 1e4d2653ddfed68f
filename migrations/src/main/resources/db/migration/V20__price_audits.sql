-- What outlives Temporal's retention of the looks at all stored prices: one row each.

CREATE TABLE price_audits (
    job_id            TEXT NOT NULL,
    run_id            TEXT NOT NULL,
    started_at        TIMESTAMPTZ NOT NULL,
    completed_at      TIMESTAMPTZ NOT NULL,
    duration_ms       BIGINT NOT NULL,
    lists             BIGINT NOT NULL,
    unreadable_lists  BIGINT NOT NULL,
    recorded_prices   BIGINT NOT NULL,
    differing_prices  BIGINT NOT NULL,
    compared_lines    BIGINT NOT NULL,
    open_lines        BIGINT NOT NULL,
    wrong_lines       BIGINT NOT NULL,
    findings          JSONB NOT NULL,
    CONSTRAINT price_audits_pk PRIMARY KEY (job_id, run_id),
    CONSTRAINT price_audits_findings_check CHECK (jsonb_typeof(findings) = 'array')
);
CREATE INDEX price_audits_completed_idx ON price_audits (completed_at DESC);
COMMENT ON TABLE price_audits IS 'One row per ended look at all stored prices: whether they are what their source said, and what feeds say.';
COMMENT ON COLUMN price_audits.job_id IS 'The workflow''s id.';
COMMENT ON COLUMN price_audits.run_id IS 'The workflow run''s id.';
COMMENT ON COLUMN price_audits.started_at IS 'When it began.';
COMMENT ON COLUMN price_audits.completed_at IS 'When it had ended.';
COMMENT ON COLUMN price_audits.duration_ms IS 'How long it took, in milliseconds.';
COMMENT ON COLUMN price_audits.lists IS 'Stored lists that were read with the present code.';
COMMENT ON COLUMN price_audits.unreadable_lists IS 'Those that could not be read any more.';
COMMENT ON COLUMN price_audits.recorded_prices IS 'Prices that had been recorded from them.';
COMMENT ON COLUMN price_audits.differing_prices IS 'Those that the present code would record otherwise.';
COMMENT ON COLUMN price_audits.compared_lines IS 'Price lines that a provider and a feed both tell.';
COMMENT ON COLUMN price_audits.open_lines IS 'Those that differ by more than 0.5 % and that nobody has looked into.';
COMMENT ON COLUMN price_audits.wrong_lines IS 'Open ones that are a power of ten apart, as with a wrong unit.';
COMMENT ON COLUMN price_audits.findings IS 'The first findings, as an array of texts.';
