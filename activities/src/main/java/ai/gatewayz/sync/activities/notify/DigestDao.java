package ai.gatewayz.sync.activities.notify;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/** Statements on {@code digests}, and what a digest tells of the change feed. */
interface DigestDao {
    /**
     * Events of the feed that belong together: those behind {@code sinceSeq}, up to {@code untilSeq}.
     *
     * @param told channels that took them
     */
    record Digest(long id, long sinceSeq, long untilSeq, List<String> told) {}

    /** How many models or prices there are of a kind of event. */
    record Count(String type, long models) {}

    /**
     * What a price was at the beginning and is at the end, in dollars per token as text.
     *
     * @param moves prices that moved, all together
     */
    record Move(
            String providerSlug,
            String providerModelId,
            @Nullable String wasInput,
            @Nullable String input,
            @Nullable String wasOutput,
            @Nullable String output,
            long moves) {}

    /** Models of a provider. */
    record Models(String providerSlug, long models, List<String> names) {}

    /** Begins now: what happened before is not told. Nothing happens where digests were told already. */
    @SqlUpdate("""
            INSERT INTO digests (since_seq, until_seq, ended_at)
            SELECT newest, newest, now() FROM (SELECT coalesce(max(seq), 0) AS newest FROM change_events) e
            WHERE NOT EXISTS (SELECT FROM digests)
            """)
    void begin();

    /** Settles which events the next one tells; nothing while one is open, or without any. */
    @SqlUpdate("""
            INSERT INTO digests (since_seq, until_seq)
            SELECT last.seq, newest.seq
            FROM (SELECT max(until_seq) AS seq FROM digests) last, (SELECT max(seq) AS seq FROM change_events) newest
            WHERE newest.seq > last.seq
            ON CONFLICT ((true)) WHERE ended_at IS NULL DO NOTHING
            """)
    void open();

    @SqlQuery("SELECT id, since_seq, until_seq, told FROM digests WHERE ended_at IS NULL FOR UPDATE")
    @RegisterConstructorMapper(Digest.class)
    Optional<Digest> lockOpen();

    @SqlUpdate("UPDATE digests SET told = array_append(told, :channel::text) WHERE id = :id")
    void told(long id, String channel);

    @SqlUpdate("UPDATE digests SET ended_at = now() WHERE id = :id")
    void end(long id);

    @SqlQuery("""
            SELECT type, count(DISTINCT (provider_slug, provider_model_id)) AS models FROM change_events
            WHERE seq > :since AND seq <= :until GROUP BY type
            """)
    @RegisterConstructorMapper(Count.class)
    List<Count> counts(long since, long until);

    /** The largest moves of input or output first, whichever way; what came back to where it was is no move. */
    @SqlQuery("""
            WITH prices AS (
                SELECT provider_slug, provider_model_id, (array_agg(before ORDER BY seq))[1] AS before,
                       (array_agg(after ORDER BY seq DESC))[1] AS after
                FROM change_events WHERE seq > :since AND seq <= :until AND type = 'price.changed'
                GROUP BY provider_slug, provider_model_id
            ), amounts AS (
                SELECT provider_slug, provider_model_id, before ->> 'prompt' AS was_input, after ->> 'prompt' AS input,
                       before ->> 'completion' AS was_output, after ->> 'completion' AS output
                FROM prices WHERE before IS DISTINCT FROM after
            )
            SELECT provider_slug, provider_model_id, was_input, input, was_output, output, count(*) OVER () AS moves
            FROM amounts
            ORDER BY greatest(
                abs(ln(nullif(input::numeric, 0) / nullif(was_input::numeric, 0))),
                abs(ln(nullif(output::numeric, 0) / nullif(was_output::numeric, 0)))) DESC NULLS LAST,
                provider_slug, provider_model_id
            LIMIT :most
            """)
    @RegisterConstructorMapper(Move.class)
    List<Move> moves(long since, long until, int most);

    /** Providers with most of them first, and the first names of each. */
    @SqlQuery("""
            SELECT provider_slug, count(DISTINCT provider_model_id) AS models,
                   (array_agg(DISTINCT provider_model_id ORDER BY provider_model_id))[1 : 3] AS names
            FROM change_events WHERE seq > :since AND seq <= :until AND type = :type
            GROUP BY provider_slug ORDER BY 2 DESC, 1
            """)
    @RegisterConstructorMapper(Models.class)
    List<Models> models(long since, long until, String type);

    @SqlQuery("SELECT count(*) FROM held_changes WHERE status = 'pending'")
    long waiting();
}
