package ai.gatewayz.sync.api.exports;

import ai.gatewayz.sync.api.models.CatalogVersion;
import ai.gatewayz.sync.api.models.ModelQueries.Rendered;
import ai.gatewayz.sync.api.models.StatsQueries;
import ai.gatewayz.sync.ledger.PriceList;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;
import org.jspecify.annotations.Nullable;

/** Writes the active catalog in other tools' formats, straight from the cursor and as one snapshot of the database. */
final class CatalogExports {
    private static final int FETCH_SIZE = 2000;
    private static final Map<String, Function<JsonGenerator, ExportFormat>> FORMATS = formats();

    private static final String ROWS = """
            SELECT p.slug, p.name AS provider_name, p.base_url,
                   coalesce(p.litellm_name, replace(p.slug, '-', '_')) AS litellm_name, p.genai_prices_name,
                   m.provider_model_id, m.model_id, m.model_name,
                   m.description, m.kind, m.context_length, m.max_output_tokens, m.modality, m.input_modalities,
                   m.output_modalities, coalesce(m.supports_function_calling, false) AS tools,
                   coalesce(m.supports_vision, false) AS vision, coalesce(m.supports_json_mode, false) AS json_mode,
                   coalesce(m.supports_reasoning, false) AS reasoning,
                   coalesce(m.supports_structured_outputs, false) AS structured,
                   to_char(coalesce(m.provider_created_at, m.created_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS created,
                   extract(epoch FROM coalesce(m.provider_created_at, m.created_at))::bigint AS created_epoch,
                   to_char(m.last_seen_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS updated,
                   to_char(m.deprecated_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS deprecated,
                   coalesce(m.deprecated_at <= now(), false) AS is_over,
                   coalesce(pr.pricing_state, 'unknown') AS state, coalesce(pr.pricing_basis, 'absent') AS basis,
                   coalesce(pr.components::text, '[]') AS components, coalesce(pr.unread::text, '[]') AS unread
            FROM models m JOIN providers p ON p.id = m.provider_id LEFT JOIN served_prices pr ON pr.model_id = m.id
            WHERE m.is_active ORDER BY p.slug COLLATE "C", m.provider_model_id COLLATE "C"
            """;

    private final Jdbi jdbi;
    private final JsonFactory json = JsonFactory.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    /** Over a database. */
    CatalogExports(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    private static Map<String, Function<JsonGenerator, ExportFormat>> formats() {
        Map<String, Function<JsonGenerator, ExportFormat>> formats = new TreeMap<>();
        formats.put("csv", CsvFormat::new);
        formats.put("genai-prices", GenaiPricesFormat::new);
        formats.put("litellm", LiteLlmFormat::new);
        formats.put("models.dev", ModelsDevFormat::new);
        formats.put("openrouter", OpenRouterFormat::new);
        return formats;
    }

    /** Names of the formats. */
    public static List<String> names() {
        return List.copyOf(FORMATS.keySet());
    }

    /** The catalog in a format out of {@link #names()}. */
    public Rendered render(String format) {
        Function<JsonGenerator, ExportFormat> writer = FORMATS.get(format);
        if (writer == null) {
            throw new IllegalArgumentException("no format " + format);
        }
        return jdbi.inTransaction(TransactionIsolationLevel.REPEATABLE_READ, handle -> {
            CatalogVersion version = StatsQueries.version(handle);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(64 * 1024);
            try (JsonGenerator out = json.createGenerator(bytes)) {
                write(handle, writer.apply(out));
            } catch (IOException e) {
                throw new UncheckedIOException("memory does not fail to be written", e);
            }
            return new Rendered(bytes.toByteArray(), version);
        });
    }

    private static void write(Handle handle, ExportFormat format) throws IOException {
        format.begin();
        handle.createQuery(ROWS).setFetchSize(FETCH_SIZE).scanResultSet((rows, context) -> {
            ResultSet row = rows.get();
            while (row.next()) {
                try {
                    format.row(read(row));
                } catch (IOException e) {
                    throw new UncheckedIOException("memory does not fail to be written", e);
                }
            }
            return null;
        });
        format.end();
    }

    private static ExportRow read(ResultSet row) throws SQLException {
        String components = row.getString("components");
        return new ExportRow(
                new ExportRow.ExportedProvider(
                        row.getString("slug"),
                        row.getString("provider_name"),
                        row.getString("base_url"),
                        row.getString("litellm_name"),
                        row.getString("genai_prices_name")),
                new ExportRow.Names(
                        row.getString("provider_model_id"),
                        row.getString("model_id"),
                        row.getString("model_name"),
                        row.getString("description")),
                new ExportRow.TokenLimits(
                        row.getObject("context_length", Long.class), row.getObject("max_output_tokens", Long.class)),
                new ExportRow.ModalityWords(
                        row.getString("kind"),
                        row.getString("modality"),
                        words(row.getArray("input_modalities")),
                        words(row.getArray("output_modalities"))),
                new ExportRow.Abilities(
                        row.getBoolean("tools"),
                        row.getBoolean("vision"),
                        row.getBoolean("json_mode"),
                        row.getBoolean("reasoning"),
                        row.getBoolean("structured")),
                new ExportRow.ListingDates(
                        row.getString("created"),
                        row.getLong("created_epoch"),
                        row.getString("updated"),
                        row.getString("deprecated"),
                        row.getBoolean("is_over")),
                PriceList.read(row.getString("state"), row.getString("basis"), components, row.getString("unread")),
                components);
    }

    private static List<String> words(@Nullable Array array) throws SQLException {
        return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
    }
}
