package ai.gatewayz.sync.ledger;

import ai.gatewayz.sync.catalog.change.EventType;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The only writer of the change feed. Events are numbered while the generation is locked, so that seq and commits agree. */
public final class ChangeFeed {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String INTO = """
            INSERT INTO change_events (
                type, at, provider_slug, provider_model_id, model_id, generation, job_id, before, after)
            """;

    /** Part of the ledger's statement: every served price that is another one now. */
    static final String PRICES = INTO
            + """
            SELECT 'price.changed', now(), p.slug, m.provider_model_id, m.model_id, n.generation, v.job_id,
                   %s, %s
            FROM moves v CROSS JOIN next n
            JOIN catalog_models m ON m.id = v.model_id JOIN providers p ON p.id = m.provider_id
            WHERE v.change_kind IS NOT NULL AND NOT v.is_new AND NOT v.is_hidden
            ORDER BY p.slug, m.provider_model_id
            """.formatted(
                            price("v.previous_state", "v.previous_input", "v.previous_output", "v.previous_unread")
                                    + pinned("v.was_pinned"),
                            price("v.pricing_state", "v.price_per_input_token", "v.price_per_output_token", "v.unread")
                                    + pinned("v.change_kind <> 'unpin'"));

    /** What a list did to offerings themselves. Comes before their prices, so a new one's is told from the stage. */
    private static final String LISTED = INTO
            + """
            SELECT e.type, now(), :slug, m.provider_model_id, m.model_id, g.generation + 1, :job, NULL, e.after
            FROM (SELECT generation FROM catalog_generation FOR UPDATE) g CROSS JOIN (
                SELECT 'model.added' AS type, m.id,
                       jsonb_build_object('name', m.model_name, 'context_length', m.context_length, %s) AS after
                FROM (SELECT provider_model_id, coalesce(price_decision, 'stored') AS decision, pricing_state,
                             price_per_input_token, price_per_output_token, unread
                      FROM staged_models WHERE stage_key = :stage AND operation = 'new') s
                JOIN catalog_models m ON m.provider_id = :provider AND m.provider_model_id = s.provider_model_id
                UNION ALL
                SELECT 'model.updated', m.id,
                       jsonb_build_object('name', m.model_name, 'context_length', m.context_length)
                FROM staged_models s
                JOIN catalog_models m ON m.provider_id = :provider AND m.provider_model_id = s.provider_model_id
                WHERE s.stage_key = :stage AND s.operation = 'changed' AND s.facts_changed
                UNION ALL
                SELECT 'model.reactivated', unnest(:reactivated), NULL
                UNION ALL
                SELECT 'model.delisted', unnest(:delisted), NULL
            ) e JOIN catalog_models m ON m.id = e.id
            ORDER BY e.type, m.provider_model_id
            """.formatted(parts(
                    "CASE s.decision WHEN 'stored' THEN s.pricing_state WHEN 'held' THEN 'unknown' END",
                    "CASE s.decision WHEN 'stored' THEN s.price_per_input_token END",
                    "CASE s.decision WHEN 'stored' THEN s.price_per_output_token END",
                    "CASE s.decision WHEN 'stored' THEN s.unread END"));

    private static final String OFFERINGS = INTO + """
            SELECT :type, now(), p.slug, m.provider_model_id, m.model_id, :generation, :job, NULL, :after::jsonb
            FROM catalog_models m JOIN providers p ON p.id = m.provider_id
            WHERE m.id = ANY (:models) ORDER BY p.slug, m.provider_model_id
            """;

    /** A hold changes nothing that readers see, and no generation; the lock alone is taken. */
    private static final String HOLDS = INTO + """
            SELECT CASE WHEN h.status = 'pending' THEN 'price.held' ELSE 'price.released' END, now(), p.slug,
                   m.provider_model_id, m.model_id, g.generation, :job,
                   jsonb_build_object('pricing_state', h.previous_state, 'components', h.previous_components,
                                      'complete', h.previous_unread = '[]', 'unread', h.previous_unread),
                   jsonb_build_object('pricing_state', h.pricing_state, 'prompt', h.price_per_input_token::text,
                                      'completion', h.price_per_output_token::text, 'complete', h.unread = '[]',
                                      'unread', h.unread, 'rule', h.rule, 'released_by',
                                      CASE h.status WHEN 'approved' THEN 'approval' ELSE h.decided_by END)
            FROM (SELECT generation FROM catalog_generation FOR UPDATE) g
            CROSS JOIN held_changes h JOIN catalog_models m ON m.id = h.model_id JOIN providers p ON p.id = m.provider_id
            WHERE h.id = ANY (:ids)
            ORDER BY 1, m.provider_model_id
            """;

    /** What a provider is like is no part of the catalog; the lock alone is taken. */
    private static final String PROVIDER = INTO + """
            SELECT :type, now(), :slug, NULL, NULL, g.generation, :job, NULL, :after::jsonb
            FROM (SELECT generation FROM catalog_generation FOR UPDATE) g
            """;

    /** What did not come changes nothing that readers see; the lock alone is taken. */
    private static final String ANNOUNCEMENT = INTO + """
            SELECT :type, now(), p.slug, m.provider_model_id, m.model_id, g.generation, :job,
                   jsonb_strip_nulls(jsonb_build_object('components', :before::jsonb)),
                   jsonb_strip_nulls(jsonb_build_object('due_at', :dueAt, 'announced', :kind,
                                                        'expected', :expected::jsonb, 'components', :told::jsonb))
            FROM (SELECT generation FROM catalog_generation FOR UPDATE) g
            CROSS JOIN catalog_models m JOIN providers p ON p.id = m.provider_id
            WHERE m.id = :model
            """;

    private ChangeFeed() {}

    /** The JSON of a price as events tell it, from the SQL of its parts. */
    private static String price(String state, String input, String output, String unread) {
        return "jsonb_build_object(" + parts(state, input, output, unread) + ")";
    }

    private static String parts(String state, String input, String output, String unread) {
        return "'pricing_state', " + state + ", 'prompt', (" + input + ")::text, 'completion', (" + output
                + ")::text, 'complete', coalesce(" + unread + ", '[]') = '[]', 'unread', coalesce(" + unread
                + ", '[]')";
    }

    /** What an operator's move adds to it. */
    private static String pinned(String isPinned) {
        return " || CASE WHEN v.change_kind IN ('pin', 'unpin', 'rollback') THEN jsonb_build_object('pinned', "
                + isPinned + ") ELSE '{}' END";
    }

    /** Tells, for the next generation, which offerings a list added, changed, brought back and lost. */
    public static void tellListed(Handle handle, StagedList list, List<Long> reactivated, List<Long> delisted) {
        list.bind(handle.createUpdate(LISTED))
                .bindArray("reactivated", Long.class, reactivated)
                .bindArray("delisted", Long.class, delisted)
                .execute();
    }

    /**
     * Tells the same of several offerings.
     *
     * @param after what is, as JSON
     */
    public static void tellOfferings(
            Handle handle, EventType type, List<Long> models, Commit commit, @Nullable String after) {
        handle.createUpdate(OFFERINGS)
                .bind("type", type.key())
                .bindArray("models", Long.class, models)
                .bind("generation", commit.generation())
                .bind("job", commit.job())
                .bind("after", after)
                .execute();
    }

    /** Tells which prices wait from now on, and which do not any more. */
    public static void tellHolds(Handle handle, List<Long> holds, String job) {
        if (!holds.isEmpty()) {
            handle.createUpdate(HOLDS)
                    .bindArray("ids", Long.class, holds)
                    .bind("job", job)
                    .execute();
        }
    }

    /** Tells that a provider's health is another one, and why. */
    public static void tellHealth(Handle handle, EventType type, String slug, String job, String reason) {
        tellProvider(
                handle,
                type,
                slug,
                job,
                JSON.createObjectNode().put("reason", reason).toString());
    }

    /**
     * Tells something of a provider.
     *
     * @param after what is, as JSON
     */
    public static void tellProvider(Handle handle, EventType type, String slug, String job, String after) {
        handle.createUpdate(PROVIDER)
                .bind("type", type.key())
                .bind("slug", slug)
                .bind("job", job)
                .bind("after", after)
                .execute();
    }

    /**
     * An announced change that did not come. Price lists are in their stored form, without dates; null for a retirement.
     *
     * @param dueAt when it was to come
     * @param kind what was announced: a price, the end of a promotion, a retirement
     * @param before the price list until then
     * @param expected what it was to be from then on
     * @param told what the provider's list says instead
     */
    public record MissedAnnouncement(
            String dueAt,
            String kind,
            @Nullable String before,
            @Nullable String expected,
            @Nullable String told) {}

    /** Tells that an announced change of an offering did not come. */
    public static void tellAnnouncement(
            Handle handle, EventType type, long model, String job, MissedAnnouncement missed) {
        handle.createUpdate(ANNOUNCEMENT)
                .bind("type", type.key())
                .bind("model", model)
                .bind("job", job)
                .bindMethods(missed)
                .execute();
    }

    /** The commit that an event belongs to. */
    public record Commit(long generation, String job) {}
}
