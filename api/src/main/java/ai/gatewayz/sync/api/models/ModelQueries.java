package ai.gatewayz.sync.api.models;

import ai.gatewayz.sync.api.holds.HeldChangeStore;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/** Renders models straight from the cursor into JSON bytes; each answer is one snapshot of the database. */
public final class ModelQueries {
    private static final int FETCH_SIZE = 2000;
    private static final int MOST_LIKE = 200;

    private static final String OWN_IDS = """
            SELECT m.provider_model_id FROM catalog_models m JOIN providers p ON p.id = m.provider_id
            WHERE m.id = ANY (:rows) AND p.slug = :slug ORDER BY array_position(:rows, m.id) LIMIT 3
            """;
    private static final String OTHER_IDS = """
            SELECT p.slug || '/' || m.provider_model_id FROM catalog_models m JOIN providers p ON p.id = m.provider_id
            WHERE m.id = ANY (:rows) AND p.slug <> :slug ORDER BY array_position(:rows, m.id) LIMIT 3
            """;

    private static final String BEST_FIRST = """
             ORDER BY CASE
                WHEN lower(m.provider_model_id) = lower(:exact) OR lower(m.model_id) = lower(:exact) THEN 0
                WHEN lower(m.model_name) = lower(:exact) THEN 1
                WHEN m.provider_model_id ILIKE :prefix OR m.model_id ILIKE :prefix THEN 2
                WHEN m.provider_model_id ILIKE '%/' || :prefix THEN 3
                WHEN m.model_name ILIKE :prefix THEN 4
                ELSE 5 END,
                length(m.provider_model_id), m.provider_model_id COLLATE "C", p.slug COLLATE "C"
            """;

    private final Jdbi jdbi;
    private final ModelIndex index = new ModelIndex();
    private final JsonFactory json = new JsonFactory();

    /** Over a database. */
    public ModelQueries(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** A part of a sorted list. */
    public record PageBounds(String sort, int limit, int offset) {}

    /** Rendered bytes and the version that they show. */
    public record Rendered(byte[] body, CatalogVersion version) {}

    /** Words that lists may be sorted by. */
    public static List<String> sorts() {
        Set<String> words = new TreeSet<>();
        ModelSql.SORTS.keySet().forEach(word -> words.addAll(List.of(word, "-" + word)));
        return List.copyOf(words);
    }

    /** The version now. */
    public CatalogVersion version() {
        return jdbi.withExtension(StatsQueries.class, StatsQueries::version);
    }

    /** Counts of models, of one provider or of all. */
    public Stats.ModelStats stats(@Nullable String slug) {
        return jdbi.withExtension(
                StatsQueries.class, stats -> Stats.models(stats.models(slug), stats.activeGroups(slug)));
    }

    /** A page of the catalog in its own shape. */
    public Rendered list(ModelFilter filter, PageBounds page, String gateway) {
        return snapshot((handle, version, out) -> {
            out.writeArrayFieldStart("data");
            Map<String, Object> values = new HashMap<>();
            String where = filter.where(values);
            long returned = rows(
                    handle,
                    where + ModelSql.orderBy(page.sort()) + bounds(page, values),
                    values,
                    ModelJson.CATALOG,
                    out);
            out.writeEndArray();
            boolean isAll = page.offset() == 0 && returned < page.limit();
            long total = isAll ? returned : count(handle, filter);
            boolean more = page.offset() + returned < total;
            out.writeNumberField("total", total);
            out.writeNumberField("returned", returned);
            out.writeNumberField("offset", page.offset());
            out.writeNumberField("limit", page.limit());
            out.writeBooleanField("has_more", more);
            out.writeFieldName("next_offset");
            if (more) {
                out.writeNumber(page.offset() + returned);
            } else {
                out.writeNull();
            }
            out.writeStringField("gateway", gateway);
            out.writeNumberField("generation", version.generation());
            // Of the catalog, not of the answer: equal versions must give equal bytes.
            out.writeStringField("timestamp", version.asOf().toString());
        });
    }

    /** A part of the catalog column by column. */
    public Rendered table(ModelFilter filter, PageBounds page) {
        return snapshot((handle, version, out) -> {
            Map<String, Object> values = new HashMap<>();
            String where = filter.where(values);
            String rest = where + ModelSql.orderBy(page.sort()) + bounds(page, values);
            ModelTable table = new ModelTable(json, HeldChangeStore.factors(handle));
            handle.createQuery("SELECT " + TableSql.COLUMNS + ModelSql.TABLES + " WHERE " + rest)
                    .bindMap(values)
                    .setFetchSize(FETCH_SIZE)
                    .scanResultSet((rows, context) -> {
                        ResultSet row = rows.get();
                        while (row.next()) {
                            write(() -> table.add(row));
                        }
                        return null;
                    });
            out.writeNumberField("generation", version.generation());
            boolean isAll = page.offset() == 0 && table.rows() < page.limit();
            out.writeNumberField("total", isAll ? table.rows() : count(handle, filter));
            out.writeNumberField("returned", table.rows());
            table.write(out);
        });
    }

    /** The models whose ids or names hold a text, best matches first, and behind them those whose names are like it. */
    public Rendered search(String text, int limit) {
        return snapshot((handle, version, out) -> {
            Set<Long> found = new LinkedHashSet<>(holding(handle, text, limit));
            found.addAll(index.like(handle, version.generation(), text, found, limit - found.size()));
            Map<String, Object> values = new HashMap<>(Map.of("found", found.toArray(Long[]::new)));
            out.writeStringField("query", text);
            out.writeArrayFieldStart("data");
            long returned = rows(
                    handle,
                    "m.id = ANY (:found) ORDER BY array_position(:found, m.id)",
                    values,
                    ModelJson.CATALOG,
                    out);
            out.writeEndArray();
            out.writeNumberField("returned", returned);
            out.writeNumberField("limit", limit);
            out.writeNumberField("generation", version.generation());
        });
    }

    private static List<Long> holding(Handle handle, String text, int limit) {
        Map<String, Object> values = new HashMap<>();
        String where = ModelFilter.holding(text).where(values);
        values.put("exact", text);
        values.put("prefix", ModelFilter.escapeLike(text) + "%");
        values.put("limit", limit);
        return handle.createQuery("SELECT m.id" + ModelSql.TABLES + " WHERE " + where + BEST_FIRST + " LIMIT :limit")
                .bindMap(values)
                .mapTo(Long.class)
                .list();
    }

    /** The active models in the OpenAI list shape. */
    public Rendered openAi(ModelFilter filter) {
        return snapshot((handle, version, out) -> {
            Map<String, Object> values = new HashMap<>();
            String where = filter.where(values);
            out.writeStringField("object", "list");
            out.writeArrayFieldStart("data");
            rows(handle, where + ModelSql.orderBy("provider"), values, ModelJson.OPENAI, out);
            out.writeEndArray();
        });
    }

    /** One entry of {@link #openAi}: an active model by its provider's id. */
    public Optional<Rendered> findOpenAi(String slug, String providerModelId) {
        boolean[] found = new boolean[1];
        Rendered rendered = snapshot((handle, version, out) -> found[0] = handle.createQuery("SELECT "
                        + ModelSql.COLUMNS + ModelSql.TABLES
                        + " WHERE m.is_active AND p.slug = :slug AND m.provider_model_id = :id")
                .bind("slug", slug)
                .bind("id", providerModelId)
                .scanResultSet((rows, context) -> {
                    ResultSet row = rows.get();
                    boolean there = row.next();
                    if (there) {
                        write(() -> ModelJson.OPENAI.writeFields(row, out));
                    }
                    return there;
                }));
        return found[0] ? Optional.of(rendered) : Optional.empty();
    }

    /** Ids of active models that are most like one that is not there: those of the same provider, else of others as slug and id. */
    public List<String> near(String slug, String modelId) {
        return jdbi.withHandle(handle -> {
            long generation = handle.attach(StatsQueries.class).version().generation();
            List<Long> like = index.like(handle, generation, modelId, Set.of(), MOST_LIKE);
            List<String> own = ids(handle, OWN_IDS, like, slug);
            return own.isEmpty() ? ids(handle, OTHER_IDS, like, slug) : own;
        });
    }

    private static List<String> ids(Handle handle, String sql, List<Long> rows, String slug) {
        return handle.createQuery(sql)
                .bind("rows", rows.toArray(Long[]::new))
                .bind("slug", slug)
                .mapTo(String.class)
                .list();
    }

    /** One model with the origin of its price: by the provider's id, or by the canonical id where that is unique. */
    public Optional<Rendered> find(String slug, String modelId) {
        boolean[] found = new boolean[1];
        Rendered rendered = snapshot((handle, version, out) -> {
            Map<String, Object> values = new HashMap<>(Map.of("slug", slug, "modelId", modelId));
            found[0] = model(handle, values, out);
        });
        return found[0] ? Optional.of(rendered) : Optional.empty();
    }

    private static boolean model(Handle handle, Map<String, Object> values, JsonGenerator out) {
        String sql = "SELECT " + ModelSql.COLUMNS + ", " + ProvenanceJson.COLUMNS + ModelSql.TABLES
                + ProvenanceJson.TABLES + """
                 WHERE p.slug = :slug AND (m.provider_model_id = :modelId OR m.model_id = :modelId)
                ORDER BY m.provider_model_id = :modelId DESC, m.is_active DESC, m.id LIMIT 1
                """;
        return handle.createQuery(sql).bindMap(values).scanResultSet((rows, context) -> {
            ResultSet row = rows.get();
            if (!row.next()) {
                return false;
            }
            write(() -> {
                ModelJson.CATALOG.writeFields(row, out);
                ProvenanceJson.write(row, out);
            });
            return true;
        });
    }

    private static String bounds(PageBounds page, Map<String, Object> values) {
        values.put("limit", page.limit());
        values.put("offset", page.offset());
        return " LIMIT :limit OFFSET :offset";
    }

    private static long count(Handle handle, ModelFilter filter) {
        Map<String, Object> values = new HashMap<>();
        String where = filter.where(values);
        return handle.createQuery("SELECT count(*)" + ModelSql.TABLES + " WHERE " + where)
                .bindMap(values)
                .mapTo(Long.class)
                .one();
    }

    private static long rows(
            Handle handle, String whereAndOrder, Map<String, Object> values, ModelJson shape, JsonGenerator out) {
        Query query = handle.createQuery("SELECT " + ModelSql.COLUMNS + ModelSql.TABLES + " WHERE " + whereAndOrder)
                .bindMap(values)
                .setFetchSize(FETCH_SIZE);
        return query.scanResultSet((rows, context) -> {
            ResultSet row = rows.get();
            long written = 0;
            while (row.next()) {
                write(() -> {
                    out.writeStartObject();
                    shape.writeFields(row, out);
                    out.writeEndObject();
                });
                written++;
            }
            return written;
        });
    }

    /** Writing of one thing. */
    private interface Writing {
        void run() throws IOException, SQLException;
    }

    private static void write(Writing writing) throws SQLException {
        try {
            writing.run();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written", e);
        }
    }

    /** Writes the fields of an answer within one transaction. */
    private interface BodyWriter {
        void write(Handle handle, CatalogVersion version, JsonGenerator out) throws IOException;
    }

    private Rendered snapshot(BodyWriter answer) {
        return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> {
            CatalogVersion version = handle.attach(StatsQueries.class).version();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(16 * 1024);
            try (JsonGenerator out = json.createGenerator(bytes)) {
                out.writeStartObject();
                answer.write(handle, version, out);
                out.writeEndObject();
            } catch (IOException e) {
                throw new UncheckedIOException("memory does not fail to be written", e);
            }
            return new Rendered(bytes.toByteArray(), version);
        });
    }
}
