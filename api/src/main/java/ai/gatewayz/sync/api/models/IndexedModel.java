package ai.gatewayz.sync.api.models;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
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
        Names names,
        @Nullable String kind,
        @Nullable String modality,
        Set<String> modalities,
        Set<String> capabilities,
        boolean isActive,
        Sizes sizes,
        Prices prices,
        Times times,
        byte[] json) {
    /** Beside those of {@link ModelSql}; the names include those together with the provider's. */
    static final String COLUMNS = """
            pr.price_per_input_token, pr.price_per_output_token, pr.price_per_cache_read_token,
            pr.price_per_cache_write_token, pr.price_per_image_token,
            m.input_modalities || m.output_modalities AS modality_words,
            m.created_at AS created, m.last_changed_at AS changed, m.last_seen_at AS seen, m.deprecated_at AS deprecated,
            ARRAY[m.provider_model_id, m.model_id, m.model_name, p.slug || ' ' || m.provider_model_id,
                  p.name || ' ' || m.model_name]
                || ARRAY(SELECT a || ' ' || m.provider_model_id FROM unnest(p.aliases) a)
                || CASE WHEN jsonb_typeof(m.metadata -> 'aliases') = 'array'
                        THEN ARRAY(SELECT jsonb_array_elements_text(m.metadata -> 'aliases')) ELSE '{}' END AS all_names
            """;

    private static final byte[] LAST_SEEN = "\"last_seen_at\":\"".getBytes(StandardCharsets.US_ASCII);

    private static final DateTimeFormatter INSTANT = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** The ids and the name, as they are and in small letters, and the groups of letters of all its names. */
    record Names(Folded providerModelId, Folded modelId, Folded name, Trigrams trigrams) {
        /** Whether one of them holds a text in small letters. */
        boolean hold(String small) {
            return providerModelId.small().contains(small)
                    || modelId.small().contains(small)
                    || name.small().contains(small);
        }
    }

    /** A text as it is and in small letters; one string where both are the same. */
    record Folded(String text, String small) {
        static Folded of(String text) {
            String small = smallLetters(text);
            return new Folded(text, small.equals(text) ? text : small);
        }
    }

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

    /** Letter by letter, so that a text found in another one is also found in its small letters. */
    static String smallLetters(String text) {
        boolean isSmall = text.codePoints().allMatch(c -> Character.toLowerCase(c) == c);
        if (isSmall) {
            return text;
        }
        StringBuilder small = new StringBuilder(text.length());
        text.codePoints().map(Character::toLowerCase).forEach(small::appendCodePoint);
        return small.toString();
    }

    /** Reads rows with the columns of {@link ModelSql} and of this class; keeps each word that many models share once. */
    static final class Reader {
        private final JsonFactory factory;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        private final Map<Object, Object> shared = new HashMap<>();

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
                            row.getBigDecimal("price_per_input_token"),
                            row.getBigDecimal("price_per_output_token"),
                            row.getBigDecimal("price_per_cache_read_token"),
                            row.getBigDecimal("price_per_cache_write_token"),
                            row.getBigDecimal("price_per_image_token")),
                    times(row),
                    json(row));
        }

        private static Names names(ResultSet row, @Nullable IndexedModel former) throws SQLException {
            Trigrams trigrams = Trigrams.of(words(row.getArray("all_names")));
            Folded id = Folded.of(row.getString("provider_model_id"));
            Folded modelId = Folded.of(row.getString("model_id"));
            return new Names(
                    id,
                    modelId.equals(id) ? id : modelId,
                    Folded.of(row.getString("model_name")),
                    former == null ? trigrams : trigrams.orSame(former.names().trigrams()));
        }

        private Set<String> modalities(ResultSet row) throws SQLException {
            List<String> words = new ArrayList<>(words(row.getArray("modality_words")));
            String modality = row.getString("modality");
            if (modality != null) {
                words.add(modality);
            }
            return once(Set.copyOf(words));
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

        private static List<String> words(@Nullable Array array) throws SQLException {
            return array == null ? List.of() : List.of((String[]) array.getArray());
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
