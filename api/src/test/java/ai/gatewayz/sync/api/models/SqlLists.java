package ai.gatewayz.sync.api.models;

import ai.gatewayz.sync.api.models.ModelQueries.PageBounds;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Lists and searches in the database's own words: what those in memory have to agree with. */
final class SqlLists {
    private static final Map<String, String> SORTS = Map.ofEntries(
            Map.entry("provider", "p.slug COLLATE \"C\""),
            Map.entry("id", "m.model_id COLLATE \"C\""),
            Map.entry("name", "m.model_name COLLATE \"C\""),
            Map.entry("context_length", "m.context_length"),
            Map.entry("input_price", "pr.price_per_input_token"),
            Map.entry("output_price", "pr.price_per_output_token"),
            Map.entry("cache_read_price", "pr.price_per_cache_read_token"),
            Map.entry("cache_write_price", "pr.price_per_cache_write_token"),
            Map.entry("image_price", "pr.price_per_image_token"),
            Map.entry("price_state", "m.pricing_state COLLATE \"C\""),
            Map.entry("modality", "m.modality COLLATE \"C\""),
            Map.entry("deprecated_at", "m.deprecated_at"),
            Map.entry("created_at", "m.created_at"),
            Map.entry("updated_at", "m.last_changed_at"),
            Map.entry("last_seen_at", "m.last_seen_at"),
            Map.entry("max_output_tokens", "m.max_output_tokens"),
            Map.entry("kind", "m.kind COLLATE \"C\""));

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

    private static final String NAMES = """
            SELECT m.id, ARRAY[m.provider_model_id, m.model_id, m.model_name, p.slug || ' ' || m.provider_model_id,
                               p.name || ' ' || m.model_name]
                   || ARRAY(SELECT a || ' ' || m.provider_model_id FROM unnest(p.aliases) a)
                   || CASE WHEN jsonb_typeof(m.metadata -> 'aliases') = 'array'
                           THEN ARRAY(SELECT jsonb_array_elements_text(m.metadata -> 'aliases')) ELSE '{}' END AS names
            FROM models m JOIN providers p ON p.id = m.provider_id WHERE m.is_active ORDER BY m.id
            """;

    private final Handle handle;

    SqlLists(Handle handle) {
        this.handle = handle;
    }

    /** Row ids of a page, and how many there are in all. */
    record Found(List<Long> ids, long total) {}

    private record Hit(long id, double score) {}

    Found page(ModelFilter filter, PageBounds page) {
        Map<String, Object> values = new HashMap<>();
        String where = where(filter, values);
        long total = handle.createQuery("SELECT count(*)" + ModelSql.TABLES + " WHERE " + where)
                .bindMap(values)
                .mapTo(Long.class)
                .one();
        values.put("limit", page.limit());
        values.put("offset", page.offset());
        return new Found(
                handle.createQuery("SELECT m.id" + ModelSql.TABLES + " WHERE " + where + orderBy(page.sort())
                                + " LIMIT :limit OFFSET :offset")
                        .bindMap(values)
                        .mapTo(Long.class)
                        .list(),
                total);
    }

    List<Long> search(String text, int limit) {
        Map<String, Object> values = new HashMap<>();
        String where = where(
                new ModelFilter(List.of(), List.of(), null, null, text, null, null, null, null, null, false), values);
        values.put("exact", text);
        values.put("prefix", escapeLike(text) + "%");
        values.put("limit", limit);
        Set<Long> found = new LinkedHashSet<>(
                handle.createQuery("SELECT m.id" + ModelSql.TABLES + " WHERE " + where + BEST_FIRST + " LIMIT :limit")
                        .bindMap(values)
                        .mapTo(Long.class)
                        .list());
        found.addAll(like(text, found, limit - found.size()));
        return List.copyOf(found);
    }

    private List<Long> like(String text, Set<Long> known, int limit) {
        int[] asked = trigrams(text);
        if (asked.length < 2 || limit <= 0) {
            return List.of();
        }
        List<Hit> hits = new ArrayList<>();
        handle.createQuery(NAMES).scanResultSet((rows, context) -> {
            ResultSet row = rows.get();
            while (row.next()) {
                String[] names = (String[]) row.getArray("names").getArray();
                double score = Arrays.stream(names)
                        .mapToDouble(name -> score(asked, trigrams(name)))
                        .max()
                        .orElse(0);
                if (score >= 0.5 && !known.contains(row.getLong("id"))) {
                    hits.add(new Hit(row.getLong("id"), score));
                }
            }
            return null;
        });
        return hits.stream()
                .sorted(Comparator.comparingDouble(Hit::score).reversed().thenComparingLong(Hit::id))
                .limit(limit)
                .map(Hit::id)
                .toList();
    }

    private static double score(int[] asked, int[] name) {
        long shared = Arrays.stream(asked)
                .filter(trigram -> Arrays.binarySearch(name, trigram) >= 0)
                .count();
        return shared * (1.0 - 0.001 * Math.min(100, name.length)) / asked.length;
    }

    private static int[] trigrams(String text) {
        String padded = " "
                + text.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}]+", " ")
                        .strip() + " ";
        return IntStream.range(0, Math.max(0, padded.length() - 2))
                .map(i -> padded.substring(i, i + 3).hashCode())
                .distinct()
                .sorted()
                .toArray();
    }

    private static String orderBy(String sort) {
        boolean descending = sort.startsWith("-");
        return " ORDER BY " + SORTS.get(descending ? sort.substring(1) : sort) + (descending ? " DESC" : "")
                + " NULLS LAST, p.slug COLLATE \"C\", m.provider_model_id COLLATE \"C\"";
    }

    private static String where(ModelFilter filter, Map<String, Object> values) {
        StringBuilder sql = new StringBuilder(filter.includeInactive() ? "TRUE" : "m.is_active");
        for (int i = 0; i < filter.slugs().size(); i++) {
            sql.append(" AND p.slug = :slug").append(i);
            values.put("slug" + i, filter.slugs().get(i));
        }
        add(
                sql,
                values,
                "m.kind = ANY (:kinds)",
                "kinds",
                filter.kinds().isEmpty() ? null : filter.kinds().toArray(String[]::new));
        add(sql, values, "m.model_id = :modelId", "modelId", filter.modelId());
        add(sql, values, "m.last_changed_at >= :updatedSince", "updatedSince", filter.updatedSince());
        add(
                sql,
                values,
                "(m.modality = :modality OR :modality = ANY (m.input_modalities) OR :modality = ANY (m.output_modalities))",
                "modality",
                filter.modality());
        String text = filter.text();
        add(
                sql,
                values,
                "(m.provider_model_id ILIKE :text OR m.model_id ILIKE :text OR m.model_name ILIKE :text)",
                "text",
                text == null ? null : "%" + escapeLike(text) + "%");
        if (filter.capability() != null) {
            sql.append(" AND m.supports_").append(filter.capability());
        }
        add(sql, values, "m.pricing_state = :priceState", "priceState", filter.priceState());
        add(sql, values, "m.context_length >= :minContext", "minContext", filter.minContext());
        add(sql, values, "pr.price_per_input_token <= :maxInputPrice", "maxInputPrice", filter.maxInputPrice());
        return sql.toString();
    }

    private static void add(
            StringBuilder sql, Map<String, Object> values, String condition, String name, @Nullable Object value) {
        if (value != null) {
            sql.append(" AND ").append(condition);
            values.put(name, value);
        }
    }

    private static String escapeLike(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
