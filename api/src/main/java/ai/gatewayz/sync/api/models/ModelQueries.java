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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/** Renders models into JSON bytes, from memory or straight from the cursor; each answer shows one version of the catalog. */
public final class ModelQueries {
    private static final int FETCH_SIZE = 2000;
    private static final int MOST_LIKE = 200;
    private static final int MOST_NEAR = 3;

    private final Jdbi jdbi;
    private final JsonFactory json = new JsonFactory();
    private final LiveIndex index;

    /** Over a database. */
    public ModelQueries(Jdbi jdbi) {
        this.jdbi = jdbi;
        this.index = new LiveIndex(jdbi, json);
    }

    /** A part of a sorted list. */
    public record PageBounds(String sort, int limit, int offset) {}

    /** Rendered bytes and the version that they show. */
    public record Rendered(byte[] body, CatalogVersion version) {}

    /** The version now. */
    public CatalogVersion version() {
        return jdbi.withHandle(StatsQueries::version);
    }

    /** Counts of models, of one provider or of all. */
    public Stats.ModelStats stats(@Nullable String slug) {
        return jdbi.withExtension(
                StatsQueries.class, stats -> Stats.models(stats.models(slug), stats.activeGroups(slug)));
    }

    /** Tells that rows may be others without a new version. */
    public void doubt() {
        index.doubt();
    }

    /** Gets ready for lists and searches of the present version, and tells which it is. */
    CatalogVersion keepUp() {
        ModelIndex now = index.now();
        now.signatures();
        return now.version();
    }

    /** A page of the catalog in its own shape. */
    public Rendered list(ModelFilter filter, PageBounds page, String gateway) {
        ModelIndex models = index.now();
        CatalogVersion version = models.version();
        ModelIndex.Page found = models.page(filter, page);
        int returned = found.models().size();
        boolean more = page.offset() + returned < found.total();
        byte[] body = ListBody.of(json, out -> {}, found.models(), out -> {
            out.writeNumberField("total", found.total());
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
        return new Rendered(body, version);
    }

    /** The models whose ids or names hold a text, best matches first, and behind them those whose names are like it. */
    public Rendered search(String text, int limit) {
        ModelIndex models = index.now();
        CatalogVersion version = models.version();
        List<IndexedModel> found = models.search(text, limit);
        byte[] body = ListBody.of(json, out -> out.writeStringField("query", text), found, out -> {
            out.writeNumberField("returned", found.size());
            out.writeNumberField("limit", limit);
            out.writeNumberField("generation", version.generation());
        });
        return new Rendered(body, version);
    }

    /** A part of the catalog column by column. */
    public Rendered table(ModelFilter filter, PageBounds page) {
        return snapshot((handle, version, out) -> {
            ModelIndex.Page found = index.of(handle, version).page(filter, page);
            ModelTable table = new ModelTable(json, HeldChangeStore.factors(handle));
            inOrder(handle, TableSql.COLUMNS, found.models()).scanResultSet((rows, context) -> {
                ResultSet row = rows.get();
                while (row.next()) {
                    write(() -> table.add(row));
                }
                return null;
            });
            out.writeNumberField("generation", version.generation());
            out.writeNumberField("total", found.total());
            out.writeNumberField("returned", table.rows());
            table.write(out);
        });
    }

    /** The active models in the OpenAI list shape. */
    public Rendered openAi(ModelFilter filter) {
        return snapshot((handle, version, out) -> {
            List<IndexedModel> found = index.of(handle, version)
                    .page(filter, new PageBounds("provider", Integer.MAX_VALUE, 0))
                    .models();
            out.writeStringField("object", "list");
            out.writeArrayFieldStart("data");
            inOrder(handle, ModelSql.COLUMNS, found).scanResultSet((rows, context) -> {
                ResultSet row = rows.get();
                while (row.next()) {
                    write(() -> {
                        out.writeStartObject();
                        ModelJson.OPENAI.writeFields(row, out);
                        out.writeEndObject();
                    });
                }
                return null;
            });
            out.writeEndArray();
        });
    }

    private static Query inOrder(Handle handle, String columns, List<IndexedModel> models) {
        return handle.createQuery("SELECT " + columns + ModelSql.IN_ORDER)
                .bind("ids", models.stream().map(IndexedModel::id).toArray(Long[]::new))
                .setFetchSize(FETCH_SIZE);
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
        List<IndexedModel> like = index.now().like(modelId, Set.of(), MOST_LIKE);
        List<String> own = like.stream()
                .filter(model -> model.slug().equals(slug))
                .map(model -> model.names().providerModelId().text())
                .limit(MOST_NEAR)
                .toList();
        return own.isEmpty()
                ? like.stream()
                        .map(model -> model.slug() + "/"
                                + model.names().providerModelId().text())
                        .limit(MOST_NEAR)
                        .toList()
                : own;
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
                 WHERE p.slug = :slug AND m.id = ANY (ARRAY(
                    SELECT c.id FROM catalog_models c WHERE c.provider_model_id = :modelId
                        AND c.provider_id = (SELECT id FROM providers WHERE slug = :slug)
                    UNION ALL
                    SELECT c.id FROM catalog_models c WHERE c.model_id = :modelId))
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
            CatalogVersion version = StatsQueries.version(handle);
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
