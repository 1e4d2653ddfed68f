package ai.gatewayz.sync.api;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.api.ApiFixture.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PriceReadTest {
    private static final String LEDGER = """
            INSERT INTO catalog_models (provider_id, provider_model_id, model_id, model_name, modality, content_hash)
            SELECT id, 'vendor/tiered', 'vendor/tiered', 'Tiered', 'text->text', '\\x00'::bytea FROM providers WHERE slug = 'openrouter'
            UNION ALL
            SELECT id, 'router', 'router', 'Router', 'text->text', '\\x00'::bytea FROM providers WHERE slug = 'openrouter'
            UNION ALL
            SELECT id, 'silent', 'silent', 'Silent', 'text->text', '\\x00'::bytea FROM providers WHERE slug = 'openrouter';
            INSERT INTO model_pricing (model_id, pricing_state, pricing_basis, price_per_input_token,
                price_per_output_token, components, price_hash, pricing_source, last_updated)
            SELECT id, 'priced', 'quoted', 0.000002, 0.000008, '%s'::jsonb, '\\x00'::bytea, 'provider', now()
            FROM catalog_models WHERE provider_model_id = 'vendor/tiered';
            INSERT INTO model_pricing (model_id, pricing_state, pricing_basis, components, price_hash, pricing_source, last_updated)
            SELECT id, 'dynamic', 'router', '[]'::jsonb, '\\x00'::bytea, 'provider', now()
            FROM catalog_models WHERE provider_model_id = 'router';
            INSERT INTO catalog_models (provider_id, provider_model_id, model_id, model_name, modality, content_hash)
            SELECT id, 'partly', 'partly', 'Partly', 'text->text', '\\x00'::bytea FROM providers WHERE slug = 'openrouter';
            INSERT INTO model_pricing (model_id, pricing_state, pricing_basis, price_per_input_token, components, price_hash,
                pricing_source, last_updated, unread)
            SELECT id, 'priced', 'quoted', 0.000001, '[{"kind":"input","unit":"token","usd":"0.000001","raw":"1","condition":{}}]',
                   '\\x00', 'provider', now(), '["/pricing/night", "/pricing/tiers/0/up_to"]'
            FROM catalog_models WHERE provider_model_id = 'partly';
            INSERT INTO model_pricing_history (model_id, change_kind, pricing_state, previous_state, components,
                previous_components, unread, previous_unread, valid_from, changed_at, changed_by, job_id, fence, snapshot_sha256,
                transformer_version, generation)
            SELECT m.id, 'change', 'priced', 'priced', p.components, p.components, p.unread, '[]', '2026-05-01T00:00:00Z',
                   '2026-05-01T00:00:00Z', 'provider', 'job-9', 9, '\\xab', 3, 9
            FROM catalog_models m JOIN model_pricing p ON p.model_id = m.id WHERE m.provider_model_id = 'partly';
            INSERT INTO model_pricing_history (model_id, change_kind, pricing_state, previous_state, components,
                previous_components, valid_from, changed_at, changed_by, job_id, fence, snapshot_sha256, transformer_version,
                generation)
            SELECT m.id, v.kind, 'priced', v.previous, v.components::jsonb, v.before::jsonb, v.valid::timestamptz,
                   v.known::timestamptz, 'provider', 'job-' || v.fence, v.fence, '\\xab'::bytea, 3, v.fence
            FROM catalog_models m, (VALUES
                ('first', NULL, '[{"kind":"input","unit":"token","usd":"0.000001","raw":"1","condition":{}}]', NULL,
                 '2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z', 1),
                ('change', 'priced', '[{"kind":"input","unit":"token","usd":"0.000002","raw":"2","condition":{}}]',
                 '[{"kind":"input","unit":"token","usd":"0.000001","raw":"1","condition":{}}]',
                 '2026-03-01T00:00:00Z', '2026-03-05T00:00:00Z', 2),
                ('correction', 'priced', '[{"kind":"input","unit":"token","usd":"0.0000015","raw":"1.5","condition":{},
                   "quoted_unit":"usd_per_million_tokens","pointer":"/pricing/input"}]',
                 '[{"kind":"input","unit":"token","usd":"0.000002","raw":"2","condition":{}}]',
                 '2026-03-01T00:00:00Z', '2026-04-01T00:00:00Z', 3)
                ) v (kind, previous, components, before, valid, known, fence)
            WHERE m.provider_model_id = 'vendor/tiered';
            """;

    private static final String COMPONENTS = """
            [{"kind":"input","unit":"token","usd":"0.000002","raw":"2","condition":{}},
             {"kind":"input","unit":"token","usd":"0.000004","raw":"4","condition":{"min_prompt_tokens":"200000"}},
             {"kind":"output","unit":"token","usd":"0.000008","raw":"8","condition":{}},
             {"kind":"cache_read","unit":"token","usd":"0.0000002","raw":"0.2","condition":{}},
             {"kind":"image_output","unit":"image","usd":"0.04","raw":"0.04","condition":{}}]""";

    @RegisterExtension
    static final ApiFixture api = new ApiFixture();

    @BeforeAll
    static void fill() {
        api.sql(LEDGER.formatted(COMPONENTS));
    }

    private static Answer open(String path) {
        return api.send(api.anonymous(path).GET());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "2025-12-31T23:59:59Z, 2026-11-01T00:00:00Z, unknown, null, null",
                "2026-01-01T00:00:00Z, 2026-11-01T00:00:00Z, priced, 0.000001, 2026-03-01T00:00:00Z",
                "2026-02-28T23:59:59Z, 2026-11-01T00:00:00Z, priced, 0.000001, 2026-03-01T00:00:00Z",
                "2026-03-01T00:00:00Z, 2026-03-04T00:00:00Z, priced, 0.000001, null",
                "2026-03-01T00:00:00Z, 2026-03-05T00:00:00Z, priced, 0.000002, null",
                "2026-03-01T00:00:00Z, 2026-03-31T00:00:00Z, priced, 0.000002, null",
                "2026-03-01T00:00:00Z, 2026-04-01T00:00:00Z, priced, 0.0000015, null",
                "2026-01-01T00:00:00Z, 2026-01-01T00:00:00Z, unknown, null, null"
            })
    void price_isWhatHeldThen_asKnownThen(String at, String known, String state, String prompt, String until) {
        JsonNode price = open("/prices/openrouter/vendor/tiered?at=" + at + "&as_known_at=" + known)
                .json();

        assertThat(price.at("/pricing/state").asText()).isEqualTo(state);
        assertThat(price.at("/pricing/prompt").asText(null)).isEqualTo(prompt);
        assertThat(price.get("valid_until").asText(null)).isEqualTo(until);
        assertThat(price.get("at").asText()).isEqualTo(at);
        assertThat(price.get("as_known_at").asText()).isEqualTo(known);
    }

    @Test
    void price_namesItsProvenance() {
        JsonNode price = open("/prices/openrouter/vendor%2Ftiered").json();

        assertThat(price.get("provider").asText()).isEqualTo("openrouter");
        assertThat(price.get("provider_model_id").asText()).isEqualTo("vendor/tiered");
        assertThat(price.at("/provenance/change_kind").asText()).isEqualTo("correction");
        assertThat(price.at("/provenance/job_id").asText()).isEqualTo("job-3");
        assertThat(price.at("/provenance/snapshot_sha256").asText()).isEqualTo("ab");
        assertThat(price.at("/pricing/components/0/raw").asText()).isEqualTo("1.5");
        assertThat(price.at("/pricing/components/0/quoted_unit").asText()).isEqualTo("usd_per_million_tokens");
        assertThat(price.at("/pricing/components/0/pointer").asText()).isEqualTo("/pricing/input");
    }

    @ParameterizedTest
    @ValueSource(strings = {"at=yesterday", "at=2026-01-01", "at=9999-01-01T00:00:00Z", "at=", "when=now"})
    void price_answers400_forBadInstants(String query) {
        assertThat(open("/prices/openrouter/vendor/tiered?" + query).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/prices/openrouter/none",
                "/prices/nobody/vendor/tiered",
                "/prices/openrouter/none/history",
                "/prices/openrouter/none/references"
            })
    void price_answers404_forWhatIsNotThere(String path) {
        assertThat(open(path).status()).isEqualTo(404);
    }

    @Test
    void history_hasEveryChangeWithOldAndNew() {
        JsonNode history = open("/prices/openrouter/vendor/tiered/history").json();

        assertThat(history.get("data")).hasSize(3);
        assertThat(history.at("/data/0/pricing/prompt").asText()).isEqualTo("0.0000015");
        assertThat(history.at("/data/0/previous/prompt").asText()).isEqualTo("0.000002");
        assertThat(history.at("/data/2/pricing/prompt").asText()).isEqualTo("0.000001");
        assertThat(history.at("/data/2/previous").isNull()).isTrue();
        assertThat(history.get("next_before").isNull()).isTrue();
    }

    @Test
    void history_goesOnWhereAPageEnded() {
        JsonNode first =
                open("/prices/openrouter/vendor/tiered/history?limit=2").json();
        JsonNode second = open("/prices/openrouter/vendor/tiered/history?limit=2&before="
                        + first.get("next_before").asLong())
                .json();

        assertThat(first.get("next_before").asLong()).isEqualTo(2);
        assertThat(second.get("data")).hasSize(1);
        assertThat(second.at("/data/0/provenance/fence").asLong()).isEqualTo(1);
    }

    @Test
    void history_hasWhatTheOldSystemSaid_besideTheOldestChanges_andNoQuoteUsesIt() {
        api.sql("""
                INSERT INTO imported_models (old_id, provider_id, provider_model_id, was_active)
                SELECT n, id, 'vendor/tiered', true FROM providers, generate_series(70, 71) n WHERE slug = 'openrouter';
                INSERT INTO imported_prices (old_model_id, told_at, old_table, price_per_input_token, price_per_request,
                    pricing_source)
                VALUES (70, '2025-11-01T00:00:00Z', 'model_pricing_history', 0.0000030, NULL, NULL),
                       (71, '2025-12-01T00:00:00Z', 'model_pricing', NULL, 0.02, 'provider')
                """);
        JsonNode all = open("/prices/openrouter/vendor/tiered/history").json();
        JsonNode newest =
                open("/prices/openrouter/vendor/tiered/history?limit=2").json();
        JsonNode then =
                open("/prices/openrouter/vendor/tiered?at=2025-12-02T00:00:00Z").json();

        assertThat(all.get("imported").toString())
                .isEqualTo(
                        "[{\"told_at\":\"2025-12-01T00:00:00Z\",\"old_table\":\"model_pricing\",\"source\":\"provider\","
                                + "\"prompt\":null,\"completion\":null,\"image\":null,\"request\":\"0.02\"},"
                                + "{\"told_at\":\"2025-11-01T00:00:00Z\",\"old_table\":\"model_pricing_history\",\"source\":null,"
                                + "\"prompt\":\"0.0000030\",\"completion\":null,\"image\":null,\"request\":null}]");
        assertThat(all.get("data")).hasSize(3);
        assertThat(newest.has("imported")).isFalse();
        assertThat(then.at("/pricing/state").asText()).isEqualTo("unknown");
        assertThat(open("/prices/openrouter/router/history").json().has("imported"))
                .isFalse();
    }

    @Test
    void whatFeedsSayStandsBesideTheServedPrice_withWhetherItAgrees() {
        api.sql("""
                INSERT INTO reference_scopes (provider_slug, id_prefix) VALUES ('openrouter', 'vendor/');
                INSERT INTO reference_feeds (feed, fetched_at) VALUES ('litellm', '2026-06-02T00:00:00Z');
                INSERT INTO reference_prices (feed, provider_slug, reference_key, reference_id, price_per_input_token,
                    price_per_output_token, components, price_hash, snapshot_sha256, changed_at)
                SELECT feed, 'openrouter', 'tiered', feed || '/tiered', usd, NULL, jsonb_build_array(jsonb_build_object(
                    'kind', kind, 'unit', 'token', 'usd', usd::text, 'raw', usd::text, 'condition', '{}'::jsonb)), '\\x00',
                    '\\x00', '2026-06-01T00:00:00Z'
                FROM (VALUES ('litellm', 'input', 0.00000201), ('models-dev', 'input', 0.000003),
                             ('genai-prices', 'cache_read', 0.0000002)) AS told (feed, kind, usd)
                """);
        JsonNode answer = open("/prices/openrouter/vendor/tiered/references").json();

        assertThat(answer.get("returned").asInt()).isEqualTo(3);
        assertThat(answer.get("data"))
                .extracting(one ->
                        one.get("feed").asText() + " " + one.get("prompt").asText() + " "
                                + one.get("agreement").asText())
                .containsExactly(
                        "genai-prices null incomparable", "litellm 0.00000201 agree", "models-dev 0.000003 differ");
        assertThat(answer.at("/data/1/reference_id").asText()).isEqualTo("litellm/tiered");
        assertThat(answer.at("/data/1/changed_at").asText()).isEqualTo("2026-06-01T00:00:00Z");
        assertThat(answer.at("/data/1/read_at").asText()).isEqualTo("2026-06-02T00:00:00Z");
        assertThat(answer.at("/data/2/read_at").isNull()).isTrue();
        assertThat(answer.at("/data/1/rule").asText()).isEqualTo("literal");
        assertThat(open("/prices/openrouter/router/references").json().get("data"))
                .isEmpty();

        // The provider says which model it really is, and what else it calls it.
        api.sql(
                "UPDATE catalog_models SET metadata = '{\"alias_of\": \"vendor-tiered\", \"aliases\": \"latest, tiered\"}'"
                        + " WHERE provider_model_id = 'router'");
        assertThat(open("/prices/openrouter/router/references").json().get("data"))
                .extracting(one -> one.get("feed").asText() + " "
                        + one.get("rule").asText() + " " + one.get("prompt").asText())
                .containsExactly(
                        "genai-prices moving_alias null",
                        "litellm moving_alias 0.00000201",
                        "models-dev moving_alias 0.000003");
    }

    private static JsonNode quote(String query) {
        Answer answer = open("/quote?provider=openrouter&model=vendor/tiered&" + query);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    @ParameterizedTest
    @CsvSource({
        "input_tokens=1000&output_tokens=500, 0.006",
        "input_tokens=199999, 0.399998",
        "input_tokens=200000, 0.8",
        "input_tokens=1000&cache_read_tokens=900, 0.00038",
        "use=image_output:image:3, 0.12",
        "input_tokens=0, 0",
        "input_tokens=1&at=2026-02-01T00:00:00Z, 0.000001",
        "input_tokens=1&at=2026-03-02T00:00:00Z, 0.0000015"
    })
    void quote_isExact(String query, String total) {
        assertThat(quote(query).get("total_usd").asText()).isEqualTo(total);
    }

    @Test
    void quote_explainsEachLine() {
        JsonNode line = quote("input_tokens=200000&reasoning_tokens=10&output_tokens=10")
                .get("lines");

        assertThat(line).hasSize(2);
        assertThat(line.at("/0/kind").asText()).isEqualTo("input");
        assertThat(line.at("/0/quantity").asText()).isEqualTo("200000");
        assertThat(line.at("/0/unit_price_usd").asText()).isEqualTo("0.000004");
        assertThat(line.at("/0/cost_usd").asText()).isEqualTo("0.8");
        assertThat(line.at("/0/condition/min_prompt_tokens").asText()).isEqualTo("200000");
        assertThat(line.at("/1/note").asText()).isEqualTo("no price is listed for reasoning; charged as output");
    }

    @ParameterizedTest
    @CsvSource({
        "model=silent&input_tokens=1, price_unknown",
        "model=router&input_tokens=1, price_dynamic",
        "model=vendor/tiered&input_tokens=2&audio_input_tokens=1, not_priced",
        "model=vendor/tiered&input_tokens=1&at=2025-01-01T00:00:00Z, price_unknown",
        "model=vendor/tiered&input_tokens=1&service_tier=batch, not_priced"
    })
    void quote_answers409WithAReason_andNeverZero(String query, String reason) {
        Answer answer = open("/quote?provider=openrouter&" + query);

        assertThat(answer.status()).as(answer.body()).isEqualTo(409);
        assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("reason");
        assertThat(answer.json().at("/errors/0/message").asText()).isEqualTo(reason);
        assertThat(answer.body()).doesNotContain("total_usd");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "input_tokens=-1",
                "input_tokens=1e3",
                "cache_read_tokens=1",
                "use=image",
                "use=image:image:x",
                "use=image_output:image:1e9",
                "tokens=1"
            })
    void quote_answers400_forBadQuantities(String query) {
        assertThat(open("/quote?provider=openrouter&model=vendor/tiered&" + query)
                        .status())
                .isEqualTo(400);
    }

    @Test
    void unreadTerms_areToldWhereverThePriceIs() {
        List<JsonNode> prices = List.of(
                open("/models/openrouter/partly").json().get("pricing"),
                open("/models?q=partly").json().at("/data/0/pricing"),
                open("/prices/openrouter/partly").json().get("pricing"),
                open("/prices/openrouter/partly/history").json().at("/data/0/pricing"));

        assertThat(prices).allSatisfy(price -> {
            assertThat(price.get("complete").isBoolean()).isTrue();
            assertThat(price.get("complete").booleanValue()).isFalse();
            assertThat(price.get("unread")).hasToString("[\"/pricing/night\",\"/pricing/tiers/0/up_to\"]");
        });
        JsonNode before = open("/prices/openrouter/partly/history").json().at("/data/0/previous");
        assertThat(before.get("complete").booleanValue()).isTrue();
        assertThat(before.get("unread")).isEmpty();
        assertThat(open("/prices/openrouter/vendor/tiered")
                        .json()
                        .at("/pricing/complete")
                        .booleanValue())
                .isTrue();
    }

    @Test
    void quoteBesideUnreadTerms_warns_andIsRefusedWhenStrict() {
        JsonNode lax =
                open("/quote?provider=openrouter&model=partly&input_tokens=2").json();
        Answer strict = open("/quote?provider=openrouter&model=partly&input_tokens=2&strict=true");

        assertThat(lax.get("total_usd").asText()).isEqualTo("0.000002");
        assertThat(lax.get("complete").booleanValue()).isFalse();
        assertThat(lax.at("/warnings/1").asText())
                .isEqualTo("the provider states a term of the price that is not read: /pricing/tiers/0/up_to");
        assertThat(strict.status()).isEqualTo(409);
        assertThat(strict.json().at("/errors/0/message").asText()).isEqualTo("price_terms_unread");
        assertThat(strict.body())
                .contains("/pricing/night, /pricing/tiers/0/up_to")
                .doesNotContain("total_usd");
        assertThat(open("/quote?provider=openrouter&model=partly&input_tokens=2&strict=yes")
                        .status())
                .isEqualTo(400);

        JsonNode whole = quote("input_tokens=1&strict=true");
        assertThat(whole.get("complete").booleanValue()).isTrue();
        assertThat(whole.get("warnings")).isEmpty();
    }

    @Test
    void unreadTerms_areCountedByProvider_zeroIncluded() {
        String metrics = open("/metrics").body();

        assertThat(metrics)
                .contains(
                        "# HELP unread_price_terms Fields of a provider's records that state a price and are not read")
                .contains("unread_price_terms{provider=\"openrouter\"} 2.0")
                .contains("unread_price_terms{provider=\"groq\"} 0.0");
    }

    @Test
    void lastLookAtStoredPrices_isShown_andNoEarlierOne() {
        api.restart(Map.of());
        api.sql(
                "INSERT INTO price_audits VALUES"
                        + " ('price-audit', 'old', '2026-11-26T04:51:00Z', '2026-11-26T04:51:30Z', 1, 9, 9, 9, 9, 9, 9, 9, '[]'),"
                        + " ('price-audit', 'new', '2026-11-27T04:51:00Z', '2026-11-27T04:51:30Z', 1, 5, 2, 7, 3, 8, 6, 4, '[]')");

        assertThat(open("/metrics").body())
                .contains(
                        "price_audit_findings{check=\"recorded_price\"} 3.0",
                        "price_audit_findings{check=\"stored_list\"} 2.0",
                        "price_audit_findings{check=\"unit\"} 4.0",
                        "price_audit_timestamp 1.79575509E9",
                        "# HELP price_audit_findings What",
                        "# HELP price_audit_timestamp When");
    }

    @Test
    void quote_needsProviderAndModel() {
        assertThat(open("/quote?model=x").status()).isEqualTo(400);
        assertThat(open("/quote?provider=openrouter").status()).isEqualTo(400);
    }
}
