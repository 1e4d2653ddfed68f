package ai.gatewayz.sync.api.models;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model as lists and searches need it: what it is found and sorted by, and the JSON that shows it.
 *
 * @param state differs between any two states of the rows that it was read from
 * @param modalities the arrow form and the words of both sides
 * @param capabilities names out of {@link ModelFilter#CAPABILITIES} that the provider says it has
 * @param json the object in the catalog's own shape
 */
record IndexedModel(
        long id,
        long state,
        String slug,
        ModelNames names,
        @Nullable String kind,
        @Nullable String modality,
        Set<String> modalities,
        Set<String> capabilities,
        boolean isActive,
        Sizes sizes,
        Prices prices,
        Times times,
        byte[] json) {
    /** Beside those of {@link ModelSql}. */
    static final String COLUMNS = """
            m.input_modalities || m.output_modalities AS modality_words,
            m.created_at AS created, m.last_changed_at AS changed, m.last_seen_at AS seen, m.deprecated_at AS deprecated,
            """ + ModelNames.COLUMNS;

    private static final byte[] LAST_SEEN = "\"last_seen_at\":\"".getBytes(StandardCharsets.US_ASCII);

    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** In tokens. */
    record Sizes(@Nullable Long context, @Nullable Long maxOutput) {}

    /** US dollars per token. */
    record Prices(
            String state,
            @Nullable BigDecimal input,
            @Nullable BigDecimal output,
            @Nullable BigDecimal cacheRead,
            @Nullable BigDecimal cacheWrite,
            @Nullable BigDecimal image) {}

    /** Microseconds since 1970. */
    record Times(
            long created,
            @Nullable Long changed,
            @Nullable Long seen,
            @Nullable Long deprecated) {}

    /** A time in microseconds since 1970. */
    static @Nullable Long micros(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : (Long) ModelFilter.micros(time.toInstant());
    }

    /** The same model, last seen at some time; in microseconds. */
    IndexedModel seenAt(@Nullable Long seen) {
        if (seen == null || seen.equals(times.seen())) {
            return this;
        }
        byte[] shown = json.clone();
        int place = placeOf(LAST_SEEN, shown);
        // To the millisecond, as the database writes it.
        byte[] text =
                INSTANT.format(Instant.EPOCH.plus(seen, ChronoUnit.MICROS)).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, shown, place, text.length);
        Times others = new Times(times.created(), times.changed(), seen, times.deprecated());
        return new IndexedModel(
                id,
                state,
                slug,
                names,
                kind,
                modality,
                modalities,
                capabilities,
                isActive,
                sizes,
                prices,
                others,
                shown);
    }

    /** Where the first value behind a name begins; within a text its marks would have a backslash before them. */
    private static int placeOf(byte[] name, byte[] json) {
        for (int begin = 0; begin + name.length < json.length; begin++) {
            if (json[begin] == name[0] && Arrays.equals(json, begin, begin + name.length, name, 0, name.length)) {
                return begin + name.length;
            }
        }
        throw new IllegalStateException("a model without the time when it was last seen");
    }

    /** Reads rows with the columns of {@link ModelSql} and of this class; keeps each word that many models share once. */
    static final class Reader {
        private final JsonFactory factory;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        private final Map<Object, Object> shared = new HashMap<>();
        private final Map<Modalities, Set<String>> modalities = new HashMap<>();

        /** As they stand in a row. */
        private record Modalities(String words, @Nullable String arrow) {}

        Reader(JsonFactory factory) {
            this.factory = factory;
        }

        /**
         * One row.
         *
         * @param former the model that was read from an earlier state of it
         */
        IndexedModel read(ResultSet row, long state, @Nullable IndexedModel former) throws SQLException {
            return new IndexedModel(
                    row.getLong("row_id"),
                    state,
                    once(row.getString("slug")),
                    names(row, former),
                    onceOrNull(row.getString("kind")),
                    onceOrNull(row.getString("modality")),
                    modalities(row),
                    capabilities(row),
                    row.getBoolean("is_active"),
                    new Sizes(
                            row.getObject("context_length", Long.class),
                            row.getObject("max_output_tokens", Long.class)),
                    new Prices(
                            once(row.getString("pricing_state")),
                            row.getBigDecimal("price_prompt"),
                            row.getBigDecimal("price_completion"),
                            row.getBigDecimal("price_cache_read"),
                            row.getBigDecimal("price_cache_write"),
                            row.getBigDecimal("price_image")),
                    times(row),
                    json(row));
        }

        private ModelNames names(ResultSet row, @Nullable IndexedModel former) throws SQLException {
            ModelNames names = ModelNames.of(row, once(ModelNames.provider(row)));
            return former == null ? names : names.orSame(former.names());
        }

        /** An array costs much to be taken apart, and most models have those of another one. */
        private Set<String> modalities(ResultSet row) throws SQLException {
            Modalities shown = new Modalities(row.getString("modality_words"), row.getString("modality"));
            Set<String> known = modalities.get(shown);
            if (known != null) {
                return known;
            }
            Set<String> words = new HashSet<>(ModelNames.words(row.getArray("modality_words")));
            if (shown.arrow() != null) {
                words.add(shown.arrow());
            }
            Set<String> read = Set.copyOf(words);
            modalities.put(shown, read);
            return read;
        }

        private Set<String> capabilities(ResultSet row) throws SQLException {
            List<String> words = new ArrayList<>();
            for (String name : ModelFilter.CAPABILITIES) {
                if (row.getBoolean("supports_" + name)) {
                    words.add(name);
                }
            }
            return once(Set.copyOf(words));
        }

        private static Times times(ResultSet row) throws SQLException {
            Long created = micros(row, "created");
            if (created == null) {
                throw new SQLException("a model without a time of its creation");
            }
            return new Times(created, micros(row, "changed"), micros(row, "seen"), micros(row, "deprecated"));
        }

        private byte[] json(ResultSet row) throws SQLException {
            bytes.reset();
            try (JsonGenerator out = factory.createGenerator(bytes)) {
                out.writeStartObject();
                ModelJson.CATALOG.writeFields(row, out);
                out.writeEndObject();
            } catch (IOException e) {
                throw new UncheckedIOException("memory does not fail to be written", e);
            }
            return bytes.toByteArray();
        }

        private @Nullable String onceOrNull(@Nullable String word) {
            return word == null ? null : once(word);
        }

        @SuppressWarnings("unchecked") // an equal value is of the same type
        private <T> T once(T value) {
            return (T) shared.computeIfAbsent(value, same -> same);
        }
    }
}
