package ai.gatewayz.sync.api.models;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.api.models.ModelQueries.PageBounds;
import ai.gatewayz.sync.migrations.CatalogDatabase;
import com.fasterxml.jackson.core.JsonFactory;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists and searches in memory against the same in SQL, over a random catalog with many equal values. */
@SuppressWarnings("NullAway.Init") // set before the tests
final class ModelIndexTest {
    private static final List<String> PARTS = List.of(
            "llama", "Llama", "gpt", "GPT-4o", "mini", "50%off", "a_b", "c\\d", "Straße", "模型", "😀", "\uFF5E", "8b",
            "turbo", "x");
    private static final List<String> SLUGS = List.of("alpha", "beta", "gamma");

    private static DataSource database;
    private static Jdbi jdbi;

    @BeforeAll
    static void fill() {
        database = CatalogDatabase.create();
        jdbi = Jdbi.create(database).installPlugin(new SqlObjectPlugin());
        Random random = new Random(7);
        jdbi.useHandle(handle -> {
            for (String slug : SLUGS) {
                handle.execute(
                        "INSERT INTO providers (slug, name, aliases, base_url, tier, is_supported, requires_key,"
                                + " quotes_prices, health_status) VALUES (?, ?, ARRAY[?], '', 'every_4_hours', true, false,"
                                + " true, 'healthy')",
                        slug,
                        "The " + slug,
                        slug + "-ai");
            }
            for (int i = 0; i < 600; i++) {
                addModel(handle, random, i);
            }
            handle.execute(
                    "UPDATE catalog_models SET modality = NULL, input_modalities = '{}', output_modalities = '{}'"
                            + " WHERE id % 10 = 0");
            handle.execute("INSERT INTO model_misses (model_id, misses, first_missed_at, last_missed_at)"
                    + " SELECT id, 1, now(), now() FROM catalog_models WHERE id % 11 = 0");
            handle.execute("INSERT INTO operator_overrides (model_id, kind, created_by)"
                    + " SELECT id, 'delist', 'me' FROM catalog_models WHERE id % 13 = 0");
            handle.execute("INSERT INTO provider_sync_state (provider_id, last_complete_at)"
                    + " SELECT id, '2026-05-01T00:00:00.123456Z' FROM providers WHERE slug <> 'gamma'"
                    + " ON CONFLICT (provider_id) DO UPDATE SET last_complete_at = excluded.last_complete_at");
        });
    }

    @AfterAll
    static void drop() {
        CatalogDatabase.drop(database);
    }

    private static <T> T one(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static String name(Random random) {
        return IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(i -> one(random, PARTS))
                .collect(Collectors.joining(one(random, List.of("/", "-", " "))));
    }

    private static Instant time(Random random) {
        return Instant.parse("2026-01-01T00:00:00.000001Z").plusSeconds(86_400L * random.nextInt(9));
    }

    private static <T> @Nullable T maybe(Random random, T value) {
        return random.nextInt(3) == 0 ? null : value;
    }

    private static void addModel(Handle handle, Random random, int number) {
        boolean isActive = random.nextInt(8) > 0;
        long id = handle.createQuery("""
                        INSERT INTO catalog_models (provider_id, provider_model_id, model_id, model_name, description,
                            context_length, max_output_tokens, modality, input_modalities, output_modalities,
                            supports_streaming, supports_vision, kind, created_at, changed_at, deprecated_at, metadata,
                            is_active, inactive_reason, content_hash)
                        SELECT p.id, :id, :modelId, :name, :name, :context, :context / 2, split_part(:kinds, ':', 1),
                            string_to_array(split_part(:kinds, ':', 2), ','), '{text}',
                            :streaming, :vision, :kind, :time, :time, :deprecated, :metadata::jsonb, :active,
                            CASE WHEN NOT :active THEN 'missing' END, ''
                        FROM providers p WHERE p.slug = :slug RETURNING id
                        """)
                .bind("slug", one(random, SLUGS))
                .bind("id", name(random) + (random.nextInt(4) == 0 ? "" : "-") + number)
                .bind("modelId", name(random))
                .bind("name", name(random))
                .bind("context", maybe(random, 1000L * (1 + random.nextInt(5))))
                .bind("kinds", one(random, List.of("text->text:text", "text+image->text:text,image", "audio->text:")))
                .bind("streaming", maybe(random, random.nextBoolean()))
                .bind("vision", maybe(random, random.nextBoolean()))
                .bind("kind", maybe(random, one(random, List.of("chat", "embedding", "transcription"))))
                .bind("time", time(random))
                .bind("deprecated", maybe(random, time(random)))
                .bind("metadata", random.nextInt(4) == 0 ? "{\"aliases\":[\"Old-" + number + "\"]}" : "{}")
                .bind("active", isActive)
                .mapTo(Long.class)
                .one();
        if (random.nextInt(4) > 0) {
            handle.execute(
                    "INSERT INTO model_pricing (model_id, pricing_state, pricing_basis, price_per_input_token,"
                            + " price_per_output_token, price_per_cache_read_token, components, price_hash, pricing_source,"
                            + " last_updated) VALUES (?, 'priced', 'quoted', ?, ?, ?, '[]', '', 'provider', ?)",
                    id,
                    maybe(random, price(random)),
                    price(random),
                    maybe(random, price(random)),
                    time(random));
        }
    }

    private static BigDecimal price(Random random) {
        return new BigDecimal("0.00000" + (1 + random.nextInt(9)) + "0".repeat(random.nextInt(3)));
    }

    private static ModelFilter filter(Random random) {
        return new ModelFilter(
                random.nextInt(3) == 0 ? List.of(one(random, SLUGS)) : List.of(),
                random.nextInt(4) == 0 ? List.of("chat", "embedding") : List.of(),
                random.nextInt(9) == 0 ? one(random, PARTS) : null,
                random.nextInt(5) == 0 ? one(random, List.of("text", "image", "text->text", "video")) : null,
                random.nextInt(3) == 0 ? text(random) : null,
                random.nextInt(6) == 0 ? one(random, List.of("streaming", "vision", "reasoning")) : null,
                random.nextInt(6) == 0 ? one(random, List.of("priced", "unknown", "free")) : null,
                random.nextInt(6) == 0 ? 1000L * random.nextInt(5) : null,
                random.nextInt(6) == 0 ? price(random) : null,
                random.nextInt(6) == 0 ? time(random) : null,
                random.nextInt(4) == 0);
    }

    /** In other letters than the names; of letters that every database folds. */
    private static String text(Random random) {
        String name = name(random).replace("ß", "ss");
        int begin = random.nextInt(name.codePointCount(0, name.length()));
        String part = name.substring(name.offsetByCodePoints(0, begin));
        return random.nextBoolean() ? part.toUpperCase(Locale.ROOT) : part;
    }

    private static LiveIndex live() {
        return new LiveIndex(jdbi, new JsonFactory());
    }

    private static List<Long> ids(List<IndexedModel> models) {
        return models.stream().map(IndexedModel::id).toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void pages_areThoseOfTheDatabase(long seed) {
        Random random = new Random(seed);
        ModelIndex index = live().now();
        jdbi.useHandle(handle -> {
            SqlLists sql = new SqlLists(handle);
            for (int i = 0; i < 150; i++) {
                ModelFilter filter = filter(random);
                PageBounds page = new PageBounds(
                        one(random, ModelOrder.words()),
                        1 + random.nextInt(80),
                        random.nextInt(3) * random.nextInt(80));
                ModelIndex.Page found = index.page(filter, page);

                assertThat(new SqlLists.Found(ids(found.models()), found.total()))
                        .as(filter + " " + page)
                        .isEqualTo(sql.page(filter, page));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void searches_areThoseOfTheDatabase(long seed) {
        Random random = new Random(seed);
        ModelIndex index = live().now();
        jdbi.useHandle(handle -> {
            SqlLists sql = new SqlLists(handle);
            for (int i = 0; i < 60; i++) {
                String text = random.nextInt(5) == 0 ? "The alpha " + text(random) : text(random);
                int limit = 1 + random.nextInt(40);

                assertThat(ids(index.search(text, limit))).as(text).isEqualTo(sql.search(text, limit));
            }
        });
    }

    private static Map<Long, String> shown(ModelIndex index) {
        Map<Long, String> shown = new TreeMap<>();
        index.byId().forEach((id, model) -> shown.put(id, new String(model.json(), StandardCharsets.UTF_8)));
        return shown;
    }

    private static final List<String> CHANGES = List.of(
            "UPDATE catalog_models SET model_name = model_name || '!' WHERE id % 7 = 0",
            "UPDATE model_pricing SET price_per_output_token = 0.5 WHERE model_id % 5 = 0",
            "UPDATE provider_sync_state SET last_complete_at = now()",
            "UPDATE providers SET health_status = 'down' WHERE slug = 'beta'",
            "UPDATE providers SET aliases = '{elsewhere}' WHERE slug = 'beta'",
            "DELETE FROM model_misses WHERE model_id % 2 = 0",
            "UPDATE model_misses SET first_missed_at = first_missed_at - INTERVAL '1 day', last_seen_at = now()",
            "DELETE FROM operator_overrides WHERE model_id % 2 = 0 AND kind = 'delist'",
            "INSERT INTO operator_overrides (model_id, kind, created_by, provider_state, provider_basis, provider_components,"
                    + " provider_source, provider_unread) SELECT model_id, 'price', 'me', 'unknown', 'absent', '[]', 'provider',"
                    + " '[]' FROM model_pricing WHERE model_id % 3 = 0",
            "UPDATE operator_overrides SET note = 'why' WHERE kind = 'price'",
            "DELETE FROM operator_overrides WHERE kind = 'price'");

    @Test
    void nextVersion_isWhatReadingAllAgainGives() {
        LiveIndex live = live();
        Map<Long, String> before = shown(live.now());
        for (String change : CHANGES) {
            jdbi.useTransaction(handle -> {
                handle.execute(change);
                handle.execute("UPDATE catalog_generation SET generation = generation + 1");
            });

            Map<Long, String> after = shown(live.now());

            assertThat(after).as(change).isEqualTo(shown(live().now()));
            assertThat(change.contains("aliases") || !after.equals(before))
                    .as(change)
                    .isTrue();
            before = after;
        }
        jdbi.useHandle(handle -> assertThat(ids(live.now().search("elsewhere llama", 40)))
                .isNotEmpty()
                .isEqualTo(new SqlLists(handle).search("elsewhere llama", 40)));
    }

    @Test
    void nextVersion_readsAgainOnlyWhatIsAnother() {
        LiveIndex live = live();
        ModelIndex before = live.now();
        long changed = before.byId().keySet().iterator().next();
        jdbi.useHandle(handle -> handle.execute("UPDATE catalog_models SET description = 'new' WHERE id = ?", changed));
        assertThat(live.now()).isSameAs(before);
        jdbi.useHandle(handle -> handle.execute("UPDATE catalog_generation SET generation = generation + 1"));
        ModelIndex after = live.now();

        assertThat(after.byId()).hasSameSizeAs(before.byId());
        after.byId().forEach((id, model) -> assertThat(model == before.byId().get(id))
                .isEqualTo(id != changed));
    }

    @Test
    void aListThatShowsModelsAgain_hasNoneOfThemReadAgain() {
        LiveIndex live = live();
        ModelIndex before = live.now();
        jdbi.useHandle(handle -> {
            handle.execute("UPDATE provider_sync_state SET last_complete_at = '2026-11-28T01:02:03.987654Z'");
            handle.execute("UPDATE catalog_generation SET generation = generation + 1");
        });
        ModelIndex after = live.now();

        assertThat(after.byId().values())
                .allMatch(model -> model.names()
                        == Objects.requireNonNull(before.byId().get(model.id())).names());
        assertThat(shown(after)).isEqualTo(shown(live().now())).anySatisfy((id, json) -> assertThat(json)
                .contains("\"last_seen_at\":\"2026-11-28T01:02:03.987Z\""));
    }
}
