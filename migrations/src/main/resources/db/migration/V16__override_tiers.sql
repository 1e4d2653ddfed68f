-- Operators may have a provider asked more or less often than the code says.

ALTER TABLE providers ADD COLUMN tier_override TEXT;
ALTER TABLE providers ADD CONSTRAINT providers_tier_override_check
    CHECK (tier_override IN ('every_15_minutes', 'hourly', 'every_4_hours'));
COMMENT ON COLUMN providers.tier IS 'How often the code has it asked when tiers are switched on.';
COMMENT ON COLUMN providers.tier_override IS 'What operators set instead; no sync and no start writes it.';
