package ai.gatewayz.sync.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random sequences of everything that changes a price, against a model in memory. Whatever tells a price has to tell the served
 * one after each step, and at the end of each earlier instant, by what is known now and by what was known then.
 */
final class LedgerSequencesTest {
    private static final int SEQUENCES = 2_000;
    private static final int DATABASES = 2;
    private static final int MOST_STEPS = 9;
    private static final int OFFERINGS = 2;
    private static final int PRICES = 5;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    @Timeout(180)
    void everyPrice_isTheServedOne_atEveryInstant() throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(DATABASES);
        try {
            List<Future<Void>> shares = new ArrayList<>();
            for (int share = 0; share < DATABASES; share++) {
                int first = 1 + share;
                shares.add(threads.submit(() -> play(first)));
            }
            for (Future<Void> share : shares) {
                share.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** One database's share of the sequences. */
    private static @Nullable Void play(int first) throws SQLException {
        try (LedgerDatabase database = new LedgerDatabase()) {
            for (long seed = first; seed <= SEQUENCES; seed += DATABASES) {
                try {
                    new Sequence(database, seed).run(MOST_STEPS);
                } catch (AssertionError e) {
                    throw shortest(database, seed, e);
                }
            }
            return null;
        }
    }

    /** The same beginning, as short as it still fails. */
    private static AssertionError shortest(LedgerDatabase database, long seed, AssertionError found) {
        for (int steps = 1; steps < MOST_STEPS; steps++) {
            Sequence sequence = new Sequence(database, seed);
            try {
                sequence.run(steps);
            } catch (AssertionError e) {
                return new AssertionError("seed " + seed + ", " + sequence.done + ": " + e.getMessage(), e);
            }
        }
        return new AssertionError("seed " + seed + ": " + found.getMessage(), found);
    }

    /** One run of steps. */
    private static final class Sequence {
        private final List<String> done = new ArrayList<>();
        private final LedgerDatabase database;
        private final Random random;
        private final List<Long> rows;
        private final List<OfferingModel> models = new ArrayList<>();
        private final Map<Integer, Long> holds = new HashMap<>();
        private final Map<Integer, Integer> heldPrices = new HashMap<>();
        private final Map<Integer, Integer> bodies = new HashMap<>();
        private final List<Long> generations = new ArrayList<>();
        private Instant now = START;

        Sequence(LedgerDatabase database, long seed) {
            this.database = database;
            random = new Random(seed);
            database.setClock(now);
            rows = database.provider("p" + seed + "-" + System.nanoTime(), OFFERINGS);
            rows.forEach(row -> models.add(new OfferingModel(START)));
            generations.add(database.generation());
        }

        void run(int steps) {
            for (int step = 0; step < steps; step++) {
                now = now.plusSeconds(random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(7200));
                database.setClock(now);
                step(random.nextInt(OFFERINGS));
                long generation = database.generation();
                generations.add(generation);
                models.forEach(model -> model.commit(now, generation));
                checkPresent();
            }
            checkPast();
        }

        private void step(int offering) {
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> tell(offering, random.nextInt(PRICES));
                case 3 -> correct(offering, random.nextInt(PRICES));
                case 4, 5 -> hold(offering, 1 + random.nextInt(PRICES - 1));
                case 6 -> decide(offering, random.nextInt(3));
                case 7, 8 -> pin(offering, 1 + random.nextInt(PRICES - 1));
                case 9 -> unpin(offering);
                case 10 -> rollBack(generations.get(random.nextInt(generations.size())));
                default -> undo();
            }
        }

        private void tell(int offering, int price) {
            done.add("tell " + offering + " " + price);
            OfferingModel model = models.get(offering);
            end(offering);
            database.tell(rows.get(offering), price, null);
            told(model, offering, price);
        }

        private void told(OfferingModel model, int offering, int price) {
            // Unknown from the first is no price, and has no row.
            if (price != model.provider() || price != 0 && !model.wasTold()) {
                model.tell(now, price);
                bodies.put(offering, database.body());
            }
        }

        private void correct(int offering, int price) {
            Integer body = bodies.get(offering);
            if (body == null || price == models.get(offering).provider()) {
                return;
            }
            done.add("correct " + offering + " " + price);
            end(offering);
            database.correct(rows.get(offering), price, body);
            models.get(offering).correct(price);
        }

        private void hold(int offering, int price) {
            if (holds.containsKey(offering) || price == models.get(offering).provider()) {
                return;
            }
            done.add("hold " + offering + " " + price);
            if (!models.get(offering).wasTold() && database.isUntouched(rows.get(offering))) {
                database.withhold(rows.get(offering), price);
            }
            holds.put(offering, database.hold(rows.get(offering), price));
            heldPrices.put(offering, price);
        }

        private void decide(int offering, int decision) {
            Long hold = holds.remove(offering);
            if (hold == null) {
                return;
            }
            int price = Objects.requireNonNull(heldPrices.get(offering));
            switch (decision) {
                case 0 -> {
                    done.add("approve " + offering);
                    assertThat(database.approve(hold)).isTrue();
                    models.get(offering).tell(now, price);
                    // What is read from its body again is another body than the last list's.
                    bodies.remove(offering);
                }
                case 1 -> {
                    done.add("reject " + offering);
                    assertThat(database.reject(hold)).isTrue();
                }
                default -> {
                    done.add("release " + offering);
                    database.supersede(hold);
                    database.tell(rows.get(offering), price, "agreeing_fetches");
                    told(models.get(offering), offering, price);
                }
            }
        }

        /** The provider says something else. */
        private void end(int offering) {
            Long hold = holds.remove(offering);
            if (hold != null) {
                database.supersede(hold);
            }
        }

        private void pin(int offering, int price) {
            done.add("pin " + offering + " " + price);
            OfferingModel model = models.get(offering);
            assertThat(database.pin(rows.get(offering), price).isPresent()).isEqualTo(!model.isPinned());
            if (!model.isPinned()) {
                model.pin(now, price, false);
            }
        }

        private void unpin(int offering) {
            Optional<Long> pin = database.pinOf(rows.get(offering));
            assertThat(pin.isPresent()).isEqualTo(models.get(offering).isPinned());
            if (pin.isPresent()) {
                done.add("unpin " + offering);
                assertThat(database.unpin(pin.orElseThrow())).isTrue();
                models.get(offering).unpin(now);
            }
        }

        private void rollBack(long target) {
            done.add("roll back to " + target);
            long pinned = 0;
            long kept = 0;
            for (OfferingModel model : models) {
                int then = model.servedAt(target);
                if (then != model.served()) {
                    boolean own = model.isPinned() && !model.isRolledBack();
                    kept += own ? 1 : 0;
                    pinned += own ? 0 : 1;
                    if (!own) {
                        model.pin(now, then, true);
                    }
                }
            }
            Rollbacks.Pinned made = database.rollBack(target);
            assertThat(List.of(made.pinned(), made.kept())).isEqualTo(List.of(pinned, kept));
        }

        private void undo() {
            done.add("undo");
            long removed = models.stream().filter(OfferingModel::isRolledBack).count();
            assertThat(database.undo().removed()).isEqualTo(removed);
            models.stream().filter(OfferingModel::isRolledBack).forEach(model -> model.unpin(now));
        }

        private void checkPresent() {
            List<LedgerDatabase.Told> told = database.told(rows);
            for (int i = 0; i < OFFERINGS; i++) {
                OfferingModel model = models.get(i);
                Integer event = told.get(i).event();
                assertThat(told.get(i))
                        .isEqualTo(new LedgerDatabase.Told(
                                model.served(),
                                model.provider(),
                                model.served(),
                                event == null ? null : model.served()));
            }
        }

        private void checkPast() {
            List<LedgerDatabase.Question> questions = new ArrayList<>();
            List<Integer> answers = new ArrayList<>();
            for (int i = 0; i < OFFERINGS; i++) {
                List<Instant> instants = models.get(i).instants();
                for (Instant at : instants) {
                    Instant any = instants.get(random.nextInt(instants.size()));
                    for (Instant known : List.of(now, at, any)) {
                        questions.add(new LedgerDatabase.Question(rows.get(i), at, known));
                        answers.add(models.get(i).served(at, known));
                    }
                    questions.add(new LedgerDatabase.Question(rows.get(i), at.minusMillis(1), now));
                    answers.add(models.get(i).served(at.minusMillis(1), now));
                }
            }
            assertThat(database.valid(questions)).as("%s, %s", done, questions).isEqualTo(answers);
        }
    }
}
