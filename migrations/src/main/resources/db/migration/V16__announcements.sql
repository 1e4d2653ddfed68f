-- What lists announce for a date: prices, ends of promotions, retirements. Kept from the first list that announces it until
-- a list after the date shows whether it came: by then the announcement itself is often gone from the list.

CREATE TABLE announcements (
    id            BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    provider_id   BIGINT NOT NULL REFERENCES providers (id),
    model_id      BIGINT NOT NULL REFERENCES catalog_models (id),
    kind          TEXT NOT NULL,
    due_at        TIMESTAMPTZ NOT NULL,
    before        JSONB,
    expected      JSONB,
    replacement   TEXT,
    status        TEXT NOT NULL DEFAULT 'waiting',
    has_timer     BOOLEAN NOT NULL DEFAULT false,
    warned_days   INTEGER,
    announced_at  TIMESTAMPTZ NOT NULL DEFAULT now(),
    settled_at    TIMESTAMPTZ,
    CONSTRAINT announcements_model_kind_due_uq UNIQUE (model_id, kind, due_at),
    CONSTRAINT announcements_kind_check CHECK (kind IN ('price', 'promotion_end', 'retirement')),
    CONSTRAINT announcements_status_check CHECK (status IN ('waiting', 'kept', 'missed', 'withdrawn', 'expired')),
    CONSTRAINT announcements_settled_check CHECK ((status = 'waiting') = (settled_at IS NULL)),
    CONSTRAINT announcements_expected_check CHECK ((kind = 'retirement') = (expected IS NULL))
);
CREATE INDEX announcements_provider_due_idx ON announcements (provider_id, due_at);
CREATE INDEX announcements_open_idx ON announcements (due_at) WHERE status IN ('waiting', 'missed');
COMMENT ON TABLE announcements IS 'What lists announce for a date, and whether it came.';
COMMENT ON COLUMN announcements.id IS 'Number of the row.';
COMMENT ON COLUMN announcements.provider_id IS 'Whose list announces it.';
COMMENT ON COLUMN announcements.model_id IS 'The offering that it is about.';
COMMENT ON COLUMN announcements.kind IS 'price, promotion_end or retirement.';
COMMENT ON COLUMN announcements.due_at IS 'The instant from which on it holds.';
COMMENT ON COLUMN announcements.before IS 'The price list up to that instant, without dates; NULL for a retirement.';
COMMENT ON COLUMN announcements.expected IS 'The price list from that instant on, without dates; NULL for a retirement.';
COMMENT ON COLUMN announcements.replacement IS 'The provider''s id of the model to use after a retirement; NULL where the list names none.';
COMMENT ON COLUMN announcements.status IS 'waiting; kept, missed or withdrawn by the lists since; expired when it was missed for a week.';
COMMENT ON COLUMN announcements.has_timer IS 'Whether a workflow was started that syncs the provider at that instant.';
COMMENT ON COLUMN announcements.warned_days IS 'Days before a retirement of the last warning that was sent; NULL before the first.';
COMMENT ON COLUMN announcements.announced_at IS 'When a list first announced it.';
COMMENT ON COLUMN announcements.settled_at IS 'When it was found to be no longer waiting.';

-- A notice is told once and has no end.
ALTER TABLE alert_incidents
    ADD COLUMN is_notice BOOLEAN NOT NULL DEFAULT false,
    ADD CONSTRAINT alert_incidents_notice_check CHECK (NOT is_notice OR resolved_at IS NOT NULL);
COMMENT ON COLUMN alert_incidents.is_notice IS 'Something to know rather than trouble: told once, over from the start, and nobody is told of its end.';
