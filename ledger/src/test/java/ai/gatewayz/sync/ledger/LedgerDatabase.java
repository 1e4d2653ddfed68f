package ai.gatewayz.sync.ledger;

import ai.gatewayz.sync.catalog.change.ContentHash;
import ai.gatewayz.sync.catalog.price.BillingUnit;
import ai.gatewayz.sync.catalog.price.PriceComponent;
import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import ai.gatewayz.sync.catalog.price.PriceQuote;
import ai.gatewayz.sync.catalog.price.PriceState;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.catalog.price.UnitPrice;
import ai.gatewayz.sync.migrations.CatalogDatabase;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * A database whose {@code now()} the test sets, and the ways in which prices change in it. A price of n is n millionths of a
 * dollar for an input token, 0 is unknown.
 */
final class LedgerDatabase implements AutoCloseable {
    static final String BY = "admin/test";

    private final Connection connection;
    private final Jdbi jdbi;
    private String slug = "none";
    private long provider;
    private long start;
    private int bodies;

    LedgerDatabase() throws SQLException {
        connection = CatalogDatabase.create().getConnection();
        jdbi = Jdbi.create(connection);
        jdbi.useHandle(handle -> {
            handle.execute("CREATE SCHEMA clock");
            handle.execute("CREATE FUNCTION clock.now() RETURNS timestamptz LANGUAGE sql STABLE AS"
                    + " $$ SELECT current_setting('clock.at')::timestamptz $$");
            handle.execute("SET search_path = clock, pg_catalog, public");
            // The same few statements, a hundred thousand times: planning each anew took a third of the time.
            handle.execute("SET plan_cache_mode = force_generic_plan");
            // They are planned for empty tables, which then grow: reading those as a whole took half of the time.
            handle.execute("SET enable_seqscan = off");
        });
    }

    void setClock(Instant now) {
        jdbi.useHandle(handle -> handle.execute("SELECT set_config('clock.at', ?, false)", now.toString()));
    }

    /** A new provider with offerings that nobody has told a price of; their rows. */
    List<Long> provider(String name, int offerings) {
        slug = name;
        start = generation();
        return jdbi.withHandle(handle -> {
            provider = handle.createQuery(
                            "INSERT INTO providers (slug, name, base_url, tier, is_supported, requires_key,"
                                    + " quotes_prices) VALUES (:slug, :slug, 'https://x', 'hourly', true, false, true) RETURNING id")
                    .bind("slug", slug)
                    .mapTo(Long.class)
                    .one();
            handle.execute("INSERT INTO provider_sync_state (provider_id) VALUES (?)", provider);
            return handle.createQuery(
                            "INSERT INTO catalog_models (provider_id, provider_model_id, model_id, model_name,"
                                    + " modality, content_hash) SELECT :provider, 'm' || n, 'm' || n, 'm', 'text->text', ''"
                                    + " FROM generate_series(1, :offerings) n RETURNING id")
                    .bind("provider", provider)
                    .bind("offerings", offerings)
                    .mapTo(Long.class)
                    .list();
        });
    }

    /** The same amount as the one before it, beside a term that was not read. */
    private static final int INCOMPLETE = 4;

    static Pricing price(int number) {
        int micros = number == INCOMPLETE ? number - 1 : number;
        return number == 0
                ? Pricing.unknown("absent")
                : new Pricing(
                        PriceState.PRICED,
                        "quoted",
                        List.of(new PriceComponent(
                                PriceKind.INPUT,
                                BillingUnit.TOKEN,
                                UnitPrice.ofUsd("0.00000" + micros),
                                PriceQuote.of(Integer.toString(micros)),
                                PriceCondition.ALWAYS)),
                        number == INCOMPLETE ? List.of("/pricing/surcharge") : List.of());
    }

    /** A list that tells a price; {@code reason} is what releases a held one. */
    void tell(long model, int price, @Nullable String reason) {
        bodies++;
        apply(model, price, "price", null, reason);
    }

    /** The last body is read again, otherwise. */
    void correct(long model, int price, int body) {
        int newest = bodies;
        bodies = body;
        apply(model, price, "price", null, null);
        bodies = newest;
    }

    /** The first list with the offering tells a price that is held. */
    void withhold(long model, int price) {
        bodies++;
        apply(model, price, "new", "held", "first_price");
    }

    int body() {
        return bodies;
    }

    private void apply(long model, int price, String operation, @Nullable String decision, @Nullable String reason) {
        Pricing pricing = price(price);
        commit(handle -> {
            long fence = fence(handle);
            StagedList list = new StagedList(
                    provider,
                    slug,
                    "stage",
                    fence,
                    "job",
                    ByteBuffer.allocate(4).putInt(bodies).array(),
                    1);
            handle.createUpdate("INSERT INTO staged_models (stage_key, operation, provider_model_id, price_changed,"
                            + " facts_changed, pricing_state, pricing_basis, price_per_input_token, components, unread, price_hash,"
                            + " price_decision, price_reason, staged_at) SELECT 'stage', :operation, provider_model_id, true,"
                            + " false, :state, :basis, :input, :list::jsonb, :unread::jsonb, :hash, :decision, :reason, now()"
                            + " FROM catalog_models WHERE id = :model")
                    .bind("operation", operation)
                    .bind("state", pricing.state().key())
                    .bind("basis", pricing.basis())
                    .bind("input", FlatPrices.of(pricing).input())
                    .bind("list", PriceList.write(pricing))
                    .bind("unread", PriceList.writeUnread(pricing))
                    .bind("hash", ContentHash.ofPricing(pricing))
                    .bind("decision", decision)
                    .bind("reason", reason)
                    .bind("model", model)
                    .execute();
            Ledger.Written written = Ledger.write(handle, list);
            handle.execute("DELETE FROM staged_models");
            return written.changed() + written.first() > 0 ? Generation.publish(handle) : Generation.current(handle);
        });
    }

    /** A price waits for a decision; the hold's row. */
    long hold(long model, int price) {
        Pricing pricing = price(price);
        return commit(handle -> handle.createQuery("INSERT INTO held_changes (provider_id, model_id, rule,"
                        + " cleared_by_second_source, cleared_by_agreement, pricing_state, pricing_basis,"
                        + " price_per_input_token, components, unread, price_hash, pricing_source, job_id, fence, snapshot_sha256,"
                        + " transformer_version, agreeing_fetches, first_seen_at) VALUES (:provider, :model, 'ratio', true,"
                        + " true, :state, :basis, :input, :list::jsonb, :unread::jsonb, :hash, 'provider:' || :slug, 'job', :fence, 'ab', 1,"
                        + " 1, now()) RETURNING id")
                .bind("provider", provider)
                .bind("model", model)
                .bind("state", pricing.state().key())
                .bind("basis", pricing.basis())
                .bind("input", FlatPrices.of(pricing).input())
                .bind("list", PriceList.write(pricing))
                .bind("unread", PriceList.writeUnread(pricing))
                .bind("hash", ContentHash.ofPricing(pricing))
                .bind("slug", slug)
                .bind("fence", fence(handle))
                .mapTo(Long.class)
                .one());
    }

    /** The provider says something else: the hold is over. */
    void supersede(long hold) {
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE held_changes SET status = 'superseded', decided_at = now(), decided_by = 'provider' WHERE id = ?",
                hold));
    }

    boolean approve(long hold) {
        return commit(handle -> Decisions.approve(handle, hold, BY, null));
    }

    boolean reject(long hold) {
        return commit(handle -> Decisions.reject(handle, hold, BY, null));
    }

    Optional<Long> pin(long model, int price) {
        return commit(handle -> Pins.pin(handle, model, price(price), BY, "a test"));
    }

    boolean unpin(long pin) {
        return commit(handle -> Pins.remove(handle, pin, BY));
    }

    Rollbacks.Pinned rollBack(long target) {
        return commit(handle -> Rollbacks.rollBack(handle, slug, target, BY));
    }

    Rollbacks.Removed undo() {
        return commit(handle -> Rollbacks.undo(handle, slug, BY));
    }

    private <T> T commit(Function<Handle, T> work) {
        return jdbi.inTransaction(work::apply);
    }

    private static long fence(Handle handle) {
        return handle.createQuery("SELECT nextval('sync_fence_seq')")
                .mapTo(Long.class)
                .one();
    }

    long generation() {
        return jdbi.withHandle(Generation::current);
    }

    /** Whether nothing was ever said of an offering's price. */
    boolean isUntouched(long model) {
        return number("SELECT 1 FROM model_pricing WHERE model_id = " + model).isEmpty();
    }

    /** The pin of an offering; empty without one. */
    Optional<Long> pinOf(long model) {
        return number("SELECT id FROM operator_overrides WHERE kind = 'price' AND model_id = " + model);
    }

    /**
     * What is told of an offering now, in millionths.
     *
     * @param provider what the provider says
     * @param history the present price by the history
     * @param event what the last event says; null without one
     */
    record Told(
            int served, int provider, int history, @Nullable Integer event) {}

    List<Told> told(List<Long> models) {
        String sql = "SELECT " + number("s.price_per_input_token", "s.unread") + ", "
                + number("v.price_per_input_token", "v.unread") + ", "
                + number("h.price", "h.unread") + ", e.price FROM unnest(:models) WITH ORDINALITY AS q (model, place)"
                + " JOIN catalog_models m ON m.id = q.model"
                + " LEFT JOIN served_prices s ON s.model_id = q.model LEFT JOIN provider_prices v ON v.model_id = q.model"
                + " LEFT JOIN LATERAL (" + history("q.model", "'9999-01-01'::timestamptz", "'9999-01-01'::timestamptz")
                + ") h ON true LEFT JOIN LATERAL (SELECT "
                + number("(after ->> 'prompt')::numeric", "after -> 'unread'") + " AS price"
                + " FROM change_events c WHERE c.type = 'price.changed' AND c.generation > :start"
                + " AND c.provider_slug = :slug AND c.provider_model_id = m.provider_model_id"
                + " ORDER BY c.seq DESC LIMIT 1) e ON true ORDER BY q.place";
        return jdbi.withHandle(handle -> handle.createQuery(sql)
                .bindArray("models", Long.class, models)
                .bind("slug", slug)
                .bind("start", start)
                .map((row, context) ->
                        new Told(row.getInt(1), row.getInt(2), row.getInt(3), (Integer) row.getObject(4)))
                .list());
    }

    /** A question about the past. */
    record Question(long model, Instant at, Instant known) {}

    /** The prices by the history, all in one go. */
    List<Integer> valid(List<Question> questions) {
        String sql = "SELECT " + number("h.price", "h.unread")
                + " FROM unnest(:models, :ats::timestamptz[], :knowns::timestamptz[]) WITH ORDINALITY AS q (model, at, known, place)"
                + " LEFT JOIN LATERAL (" + history("q.model", "q.at", "q.known") + ") h ON true ORDER BY q.place";
        return jdbi.withHandle(handle -> handle.createQuery(sql)
                .bindArray(
                        "models",
                        Long.class,
                        questions.stream().map(Question::model).toList())
                .bindArray(
                        "ats",
                        String.class,
                        questions.stream().map(q -> q.at().toString()).toList())
                .bindArray(
                        "knowns",
                        String.class,
                        questions.stream().map(q -> q.known().toString()).toList())
                .mapTo(Integer.class)
                .list());
    }

    /** The product's own statement, with columns for its parameters. */
    private static String history(String model, String at, String known) {
        return "SELECT (v.components::jsonb -> 0 ->> 'usd')::numeric AS price, v.unread::jsonb AS unread FROM ("
                + PriceHistory.VALID.replace(":model", model).replace(":at", at).replace(":known", known)
                + ") v";
    }

    /** The number of a price, from the SQL of its amount and of what was not read of it. */
    private static String number(String usd, String unread) {
        return "coalesce((" + usd + " * 1000000)::integer, 0) + CASE WHEN " + unread + " <> '[]' THEN 1 ELSE 0 END";
    }

    private Optional<Long> number(String sql) {
        return jdbi.withHandle(
                handle -> handle.createQuery(sql).mapTo(Long.class).findOne());
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
