package ai.gatewayz.sync.cli.usage;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.provider.Providers;
import ai.gatewayz.sync.activities.registry.ProviderStore;
import ai.gatewayz.sync.catalog.change.ContentHash;
import ai.gatewayz.sync.catalog.price.Pricing;
import ai.gatewayz.sync.ledger.Decisions;
import ai.gatewayz.sync.ledger.FlatPrices;
import ai.gatewayz.sync.ledger.Generation;
import ai.gatewayz.sync.ledger.Ledger;
import ai.gatewayz.sync.ledger.Pins;
import ai.gatewayz.sync.ledger.PriceList;
import ai.gatewayz.sync.ledger.Rollbacks;
import ai.gatewayz.sync.ledger.StagedList;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.jspecify.annotations.Nullable;

/**
 * A year in which prices of one provider move at random, each move made by the ledger under a clock that the test sets, and
 * written down by hand beside it.
 */
final class PriceYear implements AutoCloseable {
    static final String SLUG = "openrouter";
    private static final String BY = "admin/test";

    /** What moves a price. */
    enum Move {
        TELL,
        CORRECT,
        HOLD,
        APPROVE,
        REJECT,
        PIN,
        UNPIN,
        ROLL_BACK,
        UNDO
    }

    /**
     * A line of the hand-written book.
     *
     * @param isOperators whether an operator wrote it; without a tariff the pin is gone
     */
    private record Written(
            boolean isOperators,
            Instant valid,
            Instant known,
            long generation,
            @Nullable Tariff tariff) {}

    /** An offering with its book, oldest line first, and what waits. */
    private static final class Offering {
        private final long row;
        private final List<Written> book = new ArrayList<>();
        private @Nullable Tariff waiting;
        private long hold;
        private int body;
        private boolean isRolledBack;

        private Offering(long row) {
            this.row = row;
        }

        private Optional<Tariff> price(Predicate<Written> counts, Instant at) {
            Optional<Written> own = newest(counts, at, true);
            return own.filter(written -> written.tariff() != null)
                    .or(() -> newest(counts, at, false))
                    .map(Written::tariff);
        }

        private Optional<Written> newest(Predicate<Written> counts, Instant at, boolean operators) {
            return book.stream()
                    .filter(written -> written.isOperators() == operators
                            && counts.test(written)
                            && !written.valid().isAfter(at))
                    .max(Comparator.comparing(Written::valid).thenComparing(book::indexOf));
        }

        private boolean isPinned() {
            return newest(written -> true, Instant.MAX, true)
                    .filter(written -> written.tariff() != null)
                    .isPresent();
        }
    }

    private final Map<Move, Integer> made = new EnumMap<>(Move.class);
    private final List<Offering> offerings = new ArrayList<>();
    private final List<Long> generations = new ArrayList<>();
    private final Connection connection;
    private final Jdbi jdbi;
    private final Random random;
    private final long provider;
    private Instant now;
    private int bodies;

    PriceYear(DataSource database, int models, Instant start, Random random) throws SQLException {
        connection = database.getConnection();
        jdbi = Jdbi.create(connection).installPlugin(new SqlObjectPlugin());
        this.random = random;
        now = start;
        new ProviderStore(jdbi).register(Providers.all());
        provider = jdbi.withHandle(handle -> handle.createQuery("SELECT id FROM providers WHERE slug = :slug")
                .bind("slug", SLUG)
                .mapTo(Long.class)
                .one());
        jdbi.withHandle(handle -> handle.createQuery("INSERT INTO catalog_models (provider_id, provider_model_id,"
                                + " model_id, model_name, content_hash) SELECT :provider, 'm' || n, 'm' || n, 'm', ''"
                                + " FROM generate_series(1, :models) n RETURNING id")
                        .bind("provider", provider)
                        .bind("models", models)
                        .mapTo(Long.class)
                        .list())
                .forEach(row -> offerings.add(new Offering(row)));
        jdbi.useHandle(handle -> {
            handle.execute("CREATE SCHEMA clock");
            handle.execute("CREATE FUNCTION clock.now() RETURNS timestamptz LANGUAGE sql STABLE AS"
                    + " $$ SELECT current_setting('clock.at')::timestamptz $$");
            handle.execute("SET search_path = clock, pg_catalog, public");
        });
    }

    /** Every offering gets its first price; then so many moves until an instant. */
    void play(int moves, Instant until) {
        long step = (until.getEpochSecond() - now.getEpochSecond()) / (moves + offerings.size());
        for (Offering offering : offerings) {
            pass(step);
            tell(offering);
        }
        generations.add(generation());
        for (int i = 0; i < moves; i++) {
            pass(step);
            Offering offering = offerings.get(random.nextInt(offerings.size()));
            Move move = move(offering);
            switch (move) {
                case TELL -> tell(offering);
                case CORRECT -> correct(offering);
                case HOLD -> hold(offering);
                case APPROVE -> decide(offering, true);
                case REJECT -> decide(offering, false);
                case PIN -> pin(offering);
                case UNPIN -> unpin(offering);
                case ROLL_BACK -> rollBack(generations.get(random.nextInt(generations.size())));
                case UNDO -> undo();
            }
            made.merge(move, 1, Integer::sum);
            generations.add(generation());
        }
    }

    /** How often each move was made. */
    Map<Move, Integer> made() {
        return made;
    }

    /** The price of a model at an instant, as it was known at another. */
    Optional<Tariff> price(String model, Instant at, Instant known) {
        int number = Integer.parseInt(model.substring(1));
        return number > offerings.size()
                ? Optional.empty()
                : offerings.get(number - 1).price(written -> !written.known().isAfter(known), at);
    }

    private Move move(Offering offering) {
        int chance = random.nextInt(100);
        if (offering.waiting != null && chance < 50) {
            return chance < 30 ? Move.APPROVE : Move.REJECT;
        }
        if (chance < 35) {
            return Move.TELL;
        }
        if (chance < 55 && offering.body > 0) {
            return Move.CORRECT;
        }
        if (chance < 70) {
            return Move.HOLD;
        }
        if (chance < 95) {
            return offering.isPinned() ? Move.UNPIN : Move.PIN;
        }
        return chance < 98 ? Move.ROLL_BACK : Move.UNDO;
    }

    private void pass(long step) {
        now = now.plusSeconds(step - step / 4 + random.nextInt((int) (step / 2)));
        jdbi.useHandle(handle -> handle.execute("SELECT set_config('clock.at', ?, false)", now.toString()));
    }

    private void tell(Offering offering) {
        Tariff tariff = Tariff.random(random, now);
        offering.body = ++bodies;
        list(offering, tariff, false, bodies);
        write(offering, false, now, tariff);
    }

    /** The same body again, read otherwise. */
    private void correct(Offering offering) {
        Tariff tariff = Tariff.random(random, now);
        list(offering, tariff, false, offering.body);
        Instant since = offering.newest(written -> true, Instant.MAX, false)
                .orElseThrow()
                .valid();
        write(offering, false, since, tariff);
    }

    private void hold(Offering offering) {
        Tariff tariff = Tariff.random(random, now);
        list(offering, tariff, true, ++bodies);
        offering.waiting = tariff;
        offering.hold = jdbi.withHandle(handle -> handle.createQuery(
                        "SELECT id FROM held_changes WHERE model_id = :model AND status = 'pending'")
                .bind("model", offering.row)
                .mapTo(Long.class)
                .one());
    }

    private void decide(Offering offering, boolean isApproved) {
        Tariff waiting = offering.waiting;
        assertThat(jdbi.<Boolean, RuntimeException>inTransaction(handle -> isApproved
                        ? Decisions.approve(handle, offering.hold, BY, null)
                        : Decisions.reject(handle, offering.hold, BY, null)))
                .isTrue();
        if (isApproved) {
            write(offering, false, now, waiting);
            offering.body = 0;
        }
        offering.waiting = null;
    }

    private void pin(Offering offering) {
        Tariff tariff = Tariff.random(random, now);
        jdbi.useTransaction(handle -> Pins.pin(handle, offering.row, tariff.pricing(), BY, "a test"));
        write(offering, true, now, tariff);
        offering.isRolledBack = false;
    }

    private void unpin(Offering offering) {
        boolean isGone = jdbi.inTransaction(handle -> Pins.remove(
                handle,
                handle.createQuery("SELECT id FROM operator_overrides WHERE model_id = :model AND kind = 'price'")
                        .bind("model", offering.row)
                        .mapTo(Long.class)
                        .one(),
                BY));
        assertThat(isGone).isTrue();
        write(offering, true, now, null);
        offering.isRolledBack = false;
    }

    private void rollBack(long target) {
        Rollbacks.Pinned pinned = jdbi.inTransaction(handle -> Rollbacks.rollBack(handle, SLUG, target, BY));
        long expected = 0;
        for (Offering offering : offerings) {
            Tariff then = offering.price(written -> written.generation() <= target, Instant.MAX)
                    .orElseThrow();
            Tariff served = offering.price(written -> true, Instant.MAX).orElseThrow();
            if (!then.equals(served) && (!offering.isPinned() || offering.isRolledBack)) {
                write(offering, true, now, then);
                offering.isRolledBack = true;
                expected++;
            }
        }
        assertThat(pinned.pinned()).isEqualTo(expected);
    }

    private void undo() {
        long removed =
                jdbi.inTransaction(handle -> Rollbacks.undo(handle, SLUG, BY)).removed();
        long expected = 0;
        for (Offering offering : offerings) {
            if (offering.isPinned() && offering.isRolledBack) {
                write(offering, true, now, null);
                offering.isRolledBack = false;
                expected++;
            }
        }
        assertThat(removed).isEqualTo(expected);
    }

    private void write(Offering offering, boolean isOperators, Instant valid, @Nullable Tariff tariff) {
        offering.book.add(new Written(isOperators, valid, now, generation(), tariff));
        if (!isOperators) {
            offering.waiting = null;
        }
    }

    private long generation() {
        return jdbi.withHandle(Generation::current);
    }

    private void list(Offering offering, Tariff tariff, boolean isHeld, int body) {
        jdbi.useTransaction(handle -> {
            stage(handle, offering, tariff.pricing(), isHeld);
            StagedList list = new StagedList(
                    provider,
                    SLUG,
                    "stage",
                    handle.createQuery("SELECT nextval('sync_fence_seq')")
                            .mapTo(Long.class)
                            .one(),
                    "job",
                    ByteBuffer.allocate(4).putInt(body).array(),
                    1);
            Ledger.Applied applied = Ledger.apply(handle, list, true);
            handle.execute("DELETE FROM staged_models");
            if (!isHeld) {
                Generation.publish(handle);
            }
            applied.holds().announce(handle, "job");
        });
    }

    private static void stage(Handle handle, Offering offering, Pricing pricing, boolean isHeld) {
        FlatPrices flat = FlatPrices.of(pricing);
        handle.createUpdate("INSERT INTO staged_models (stage_key, operation, provider_model_id, price_changed,"
                        + " facts_changed, pricing_state, pricing_basis, price_per_input_token, price_per_output_token,"
                        + " price_per_cache_read_token, components, price_hash, price_decision, price_reason)"
                        + " SELECT 'stage', 'price', provider_model_id, true, false, 'priced', 'quoted', :input, :output,"
                        + " :cached, :list::jsonb, :hash, :decision, :reason FROM catalog_models WHERE id = :model")
                .bind("input", flat.input())
                .bind("output", flat.output())
                .bind("cached", flat.cacheRead())
                .bind("list", PriceList.write(pricing))
                .bind("hash", ContentHash.ofPricing(pricing))
                .bind("decision", isHeld ? "held" : null)
                .bind("reason", isHeld ? "ratio" : null)
                .bind("model", offering.row)
                .execute();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
