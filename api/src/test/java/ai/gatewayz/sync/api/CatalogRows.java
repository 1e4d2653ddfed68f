package ai.gatewayz.sync.api;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Rows for tests. */
final class CatalogRows {
    static final String PROVIDERS = """
            INSERT INTO providers (slug, name, aliases, base_url, tier, is_supported, requires_key, quotes_prices, health_status)
            VALUES ('openrouter', 'OpenRouter', '{}', 'https://openrouter.ai/api/v1', 'every_15_minutes', true, false, true, 'healthy'),
                   ('groq', 'Groq', '{groq-cloud}', 'https://api.groq.com', 'every_15_minutes', true, true, false, 'degraded'),
                   ('deepinfra', 'DeepInfra', '{}', 'https://api.deepinfra.com', 'every_4_hours', true, true, true, 'unknown'),
                   ('sybil', 'Sybil', '{}', 'https://example.org', 'every_4_hours', false, false, false, 'unknown');
            """;

    /** Two catalog syncs, one of them failed, and one provider sync of its own, ten minutes ago and later. */
    static final String RUNS = """
            INSERT INTO sync_runs (job_id, run_id, kind, status, triggered_by, started_at, completed_at, duration_ms,
                providers, succeeded, failed, skipped, models_fetched, models_synced, models_delisted, errors)
            VALUES ('catalog-sync-manual-a', '11111111-1111-1111-1111-111111111111', 'FULL', 'completed', 'api',
                    now() - INTERVAL '610 seconds', now() - INTERVAL '605 seconds', 1500, 3, 3, 0, 0, 2600, 2500, 0, '[]'),
                   ('catalog-sync-manual-b', '22222222-2222-2222-2222-222222222222', 'FULL', 'failed', 'api',
                    now() - INTERVAL '2 hours', now() - INTERVAL '2 hours', 900, 1, 0, 1, 0, 0, 0, 0,
                    '[{"provider": "groq", "code": "provider_auth_failed", "error": "the provider refused our key"}]');
            INSERT INTO pricing_sync_log (provider_slug, kind, job_id, workflow_id, run_id, sync_started_at,
                sync_completed_at, duration_ms, status, outcome, triggered_by, models_fetched, models_synced)
            VALUES ('openrouter', 'FULL', 'provider-sync:openrouter', 'provider-sync:openrouter',
                    '33333333-3333-3333-3333-333333333333', now() - INTERVAL '3 hours', now() - INTERVAL '3 hours', 700,
                    'success', 'synced', 'api', 320, 319),
                   ('groq', 'FULL', 'catalog-sync-manual-a', 'provider-sync:groq',
                    '44444444-4444-4444-4444-444444444444', now() - INTERVAL '609 seconds',
                    now() - INTERVAL '606 seconds', 800, 'success', 'not_modified', 'api', 20, 19);
            """;

    /** A model without a price, a free one, one with an audio price, and a delisted one. */
    static final String ODD = """
            INSERT INTO catalog_models (provider_id, provider_model_id, model_id, model_name, modality, input_modalities,
                output_modalities, is_active, inactive_reason, content_hash)
            VALUES (2, 'whisper', 'whisper', 'Whisper', 'audio->text', '{audio}', '{text}', true, NULL, '\\x00'),
                   (3, 'free-model', 'free-model', 'Free', 'text->text', '{}', '{}', true, NULL, '\\x00'),
                   (3, 'a/b/c', 'A', 'Slashes', 'text->text', '{}', '{}', true, NULL, '\\x00'),
                   (3, 'gone', 'gone', 'Gone', 'text->text', '{}', '{}', false, 'delisted', '\\x00');
            INSERT INTO model_pricing (model_id, pricing_state, pricing_basis, price_per_input_token,
                price_per_output_token, components, price_hash, pricing_source, last_updated)
            SELECT id, 'free', 'declared', 0, 0, '[]'::jsonb, '\\x00'::bytea, 'provider', now()
            FROM catalog_models WHERE provider_model_id = 'free-model'
            UNION ALL
            SELECT id, 'priced', 'declared', 100, 1.500,
                '[{"kind": "audio_input", "unit": "token", "usd": "0.0001", "raw": "100", "condition": {}}]'::jsonb,
                '\\x00'::bytea, 'provider', now()
            FROM catalog_models WHERE provider_model_id = 'a/b/c';
            """;

    private CatalogRows() {}

    /** A price of {@code vendor/model-<n>} that waits, ten times the served one. */
    static String hold(String provider, String model, String input) {
        return """
                INSERT INTO held_changes (provider_id, model_id, rule, cleared_by_second_source, cleared_by_agreement,
                    previous_state, previous_components, pricing_state, pricing_basis, price_per_input_token, components,
                    price_hash, pricing_source, job_id, fence, snapshot_sha256, transformer_version, agreeing_fetches)
                SELECT m.provider_id, m.id, 'unit_signature', true, false, 'priced', p.components, 'priced', 'quoted', %1$s,
                    jsonb_build_array(jsonb_build_object('kind', 'input', 'unit', 'token', 'usd', '%1$s', 'raw', '1.5',
                        'condition', '{}'::jsonb)),
                    '\\xaa', 'provider:openrouter', 'job', 1, '\\xabcd', 2, 1
                FROM catalog_models m JOIN model_pricing p ON p.model_id = m.id JOIN providers v ON v.id = m.provider_id
                WHERE v.slug = '%3$s' AND m.provider_model_id = 'vendor/model-%2$s';
                """.formatted(input, model, provider);
    }

    static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

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
                    '[{"kind": "input", "unit": "token", "usd": "0.00000015", "raw": "0.15", "condition": {}}]'::jsonb,
                    '\\x00', 'provider', '2026-01-02T03:04:05Z'
                FROM m;
                UPDATE catalog_generation SET generation = generation + 1, changed_at = now();
                """.formatted(count, provider);
    }
}
