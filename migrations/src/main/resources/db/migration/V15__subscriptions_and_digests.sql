-- Who is told of changes by signed messages, and which changes the digests told.

CREATE TABLE subscriptions (
    id                  TEXT PRIMARY KEY,
    origin              TEXT NOT NULL,
    sealed              BYTEA NOT NULL,
    types               TEXT[] NOT NULL DEFAULT '{}',
    providers           TEXT[] NOT NULL DEFAULT '{}',
    models              TEXT[] NOT NULL DEFAULT '{}',
    min_change_percent  NUMERIC,
    note                TEXT,
    created_by          TEXT NOT NULL,
    created_at          TIMESTAMPTZ NOT NULL DEFAULT now(),
    state               TEXT NOT NULL DEFAULT 'active',
    dead_reason         TEXT,
    delivered_seq       BIGINT NOT NULL,
    batch_seq           BIGINT,
    replays             INTEGER NOT NULL DEFAULT 0,
    delivered_at        TIMESTAMPTZ,
    failures            INTEGER NOT NULL DEFAULT 0,
    failing_since       TIMESTAMPTZ,
    last_error          TEXT,
    next_attempt_at     TIMESTAMPTZ NOT NULL DEFAULT '-infinity',
    lease_token         BIGINT NOT NULL DEFAULT 0,
    leased_until        TIMESTAMPTZ NOT NULL DEFAULT '-infinity',
    test_id             TEXT,
    test_requested_at   TIMESTAMPTZ,
    test_ended_at       TIMESTAMPTZ,
    test_error          TEXT,
    CONSTRAINT subscriptions_id_check CHECK (id ~ '^sub_[0-9a-f]{16}$'),
    CONSTRAINT subscriptions_state_check CHECK (state IN ('active', 'paused', 'dead')),
    CONSTRAINT subscriptions_dead_reason_check CHECK ((state = 'dead') = (dead_reason IS NOT NULL)),
    CONSTRAINT subscriptions_batch_seq_check CHECK (batch_seq > delivered_seq),
    CONSTRAINT subscriptions_min_change_percent_check
        CHECK (min_change_percent > 0 AND min_change_percent <= 1000000)
) WITH (fillfactor = 50);
COMMENT ON TABLE subscriptions IS 'Who is told of the change feed by signed messages, and how far each was told.';
COMMENT ON COLUMN subscriptions.id IS 'sub_ and 16 random hexadecimal digits.';
COMMENT ON COLUMN subscriptions.origin IS 'Scheme, host and port of the address; the rest of it is often a secret.';
COMMENT ON COLUMN subscriptions.sealed IS 'Address and signing secret as JSON, encrypted by SUBSCRIPTION_SECRET_KEY (AES-GCM) for this id.';
COMMENT ON COLUMN subscriptions.types IS 'Types of events that are wanted; empty means all.';
COMMENT ON COLUMN subscriptions.providers IS 'Slugs of providers whose events are wanted; empty means all.';
COMMENT ON COLUMN subscriptions.models IS 'Ids of models whose events are wanted, the provider''s or canonical ones; empty means all.';
COMMENT ON COLUMN subscriptions.min_change_percent IS 'Smallest move of a price that is told, in percent of what it was; NULL tells every move.';
COMMENT ON COLUMN subscriptions.note IS 'What whoever made it wrote.';
COMMENT ON COLUMN subscriptions.created_by IS 'Beginning of the SHA-256 of the key that made it.';
COMMENT ON COLUMN subscriptions.created_at IS 'When it was made; events from then on are told.';
COMMENT ON COLUMN subscriptions.state IS 'active, paused by an operator, or dead after three days of failures.';
COMMENT ON COLUMN subscriptions.dead_reason IS 'Why it is dead; NULL otherwise.';
COMMENT ON COLUMN subscriptions.delivered_seq IS 'Last event of the feed that was told or not wanted; moved only after an answer of 2xx.';
COMMENT ON COLUMN subscriptions.batch_seq IS 'Last event of the message on its way: every attempt sends the same events. NULL between messages.';
COMMENT ON COLUMN subscriptions.replays IS 'How often it was set back; part of messages'' ids, so that replayed ones are not taken for repeated ones.';
COMMENT ON COLUMN subscriptions.delivered_at IS 'When a message was last taken.';
COMMENT ON COLUMN subscriptions.failures IS 'Attempts in a row that failed.';
COMMENT ON COLUMN subscriptions.failing_since IS 'When the first of them failed; NULL without any.';
COMMENT ON COLUMN subscriptions.last_error IS 'Why the last of them failed.';
COMMENT ON COLUMN subscriptions.next_attempt_at IS 'Not before this is tried again.';
COMMENT ON COLUMN subscriptions.lease_token IS 'Raised by each worker that takes it: results under an older number are not written.';
COMMENT ON COLUMN subscriptions.leased_until IS 'Until when the worker that took it has it for itself.';
COMMENT ON COLUMN subscriptions.test_id IS 'Id of the last test message.';
COMMENT ON COLUMN subscriptions.test_requested_at IS 'When it was asked for.';
COMMENT ON COLUMN subscriptions.test_ended_at IS 'When it was answered or failed; NULL while it waits.';
COMMENT ON COLUMN subscriptions.test_error IS 'Why it failed; NULL when it was taken.';

CREATE TABLE digests (
    id          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    since_seq   BIGINT NOT NULL,
    until_seq   BIGINT NOT NULL,
    created_at  TIMESTAMPTZ NOT NULL DEFAULT now(),
    told        TEXT[] NOT NULL DEFAULT '{}',
    ended_at    TIMESTAMPTZ,
    CONSTRAINT digests_window_check CHECK (until_seq >= since_seq)
);
CREATE UNIQUE INDEX digests_open_uq ON digests ((true)) WHERE ended_at IS NULL;
COMMENT ON TABLE digests IS 'Which events of the feed each digest told; the next one begins where the last one ended.';
COMMENT ON COLUMN digests.id IS 'Number of the digest.';
COMMENT ON COLUMN digests.since_seq IS 'Last event before it.';
COMMENT ON COLUMN digests.until_seq IS 'Last event in it.';
COMMENT ON COLUMN digests.created_at IS 'When its events were chosen; every attempt tells the same ones.';
COMMENT ON COLUMN digests.told IS 'Channels that took it.';
COMMENT ON COLUMN digests.ended_at IS 'When every channel had it or it was given up; NULL before, which at most one is.';
