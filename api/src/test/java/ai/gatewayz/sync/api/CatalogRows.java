package ai.gatewayz.sync.api;

/** Rows for tests. */
final class CatalogRows {
    static final String PROVIDERS = """
            INSERT INTO providers (slug, name, aliases, base_url, tier, is_supported, requires_key, quotes_prices, health_status)
            VALUES ('openrouter', 'OpenRouter', '{}', 'https://openrouter.ai/api/v1', 'every_15_minutes', true, false, true, 'healthy'),
                   ('groq', 'Groq', '{groq-cloud}', 'https://api.groq.com', 'every_15_minutes', true, true, false, 'degraded'),
                   ('deepinfra', 'DeepInfra', '{}', 'https://api.deepinfra.com', 'every_4_hours', true, true, true, 'unknown'),
                   ('sybil', 'Sybil', '{}', 'https://example.org', 'every_4_hours', false, false, false, 'unknown');
            """;

    private CatalogRows() {}

    /** Active models of a provider, named {@code vendor/model-<n>}, with prices that a float cannot hold. */
    static String models(String provider, int count) {
        return """
                WITH m AS (
                    INSERT INTO catalog_models (provider_id, provider_model_id, model_id, model_name, description,
                        context_length, max_output_tokens, modality, input_modalities, output_modalities,
                        supports_streaming, supports_function_calling, metadata, content_hash)
                    SELECT p.id, 'vendor/model-' || n, 'vendor/model-' || n, 'Model ' || n, 'A model, number ' || n,
                        1000 + n, 4096, 'text->text', '{text}', '{text}', true, n %% 2 = 0, '{"family": "test"}', '\\x00'
                    FROM providers p, generate_series(1, %d) n WHERE p.slug = '%s'
                    RETURNING id)
                INSERT INTO model_pricing (model_id, pricing_state, pricing_basis, price_per_input_token,
                    price_per_output_token, components, price_hash, pricing_source, last_updated)
                SELECT id, 'priced', 'declared', 0.00000015, 0.000000600000000000000012,
                    '[{"kind": "input", "unit": "token", "usd": "0.00000015", "raw": "0.15", "condition": {}}]',
                    '\\x00', 'provider', '2026-01-02T03:04:05Z'
                FROM m;
                UPDATE catalog_generation SET generation = generation + 1, changed_at = now();
                """.formatted(count, provider);
    }
}
