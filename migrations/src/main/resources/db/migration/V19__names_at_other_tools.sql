-- What other tools call a provider, so that their files name it as they do.

ALTER TABLE providers ADD COLUMN litellm_name TEXT;
COMMENT ON COLUMN providers.litellm_name IS 'LiteLLM''s name of the provider, from its file; NULL where it is the slug with underscores.';
ALTER TABLE providers ADD COLUMN genai_prices_name TEXT;
COMMENT ON COLUMN providers.genai_prices_name IS 'The id that genai-prices has for the provider, from its file; NULL where it has none.';
