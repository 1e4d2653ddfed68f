package ai.gatewayz.sync.api.models;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.api.models.ModelQueries.Rendered;
import ai.gatewayz.sync.migrations.CatalogDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Which answers are made before they are asked for, and when. */
@ExtendWith(CatalogDatabase.class)
@SuppressWarnings("NullAway.Init") // set before each test
final class AnswersAheadTest {
    private static final int LARGE = 64 * 1024;

    private final RenderedCache cache = new RenderedCache(() -> {});
    /** What was made, in this order: the question and the generation. */
    private final BlockingQueue<String> made = new LinkedBlockingQueue<>();

    private Jdbi jdbi;
    private ModelQueries models;
    private AnswersAhead ahead;

    @BeforeEach
    void start(DataSource database) {
        jdbi = Jdbi.create(database).installPlugin(new SqlObjectPlugin());
        models = new ModelQueries(jdbi);
        ahead = new AnswersAhead(models, cache);
    }

    @AfterEach
    void stop() {
        ahead.close();
    }

    private void nextGeneration() {
        jdbi.useHandle(handle -> handle.execute("UPDATE catalog_generation SET generation = generation + 1"));
    }

    private Supplier<Rendered> answer(String question, int bytes) {
        return () -> {
            CatalogVersion version = models.version();
            made.add(question + " " + version.generation());
            byte[] body = new byte[bytes];
            new Random(bytes).nextBytes(body);
            return new Rendered(body, version);
        };
    }

    private Rendered ask(String question, boolean gzip, int bytes) {
        return cache.get(models.version().tag(), question, gzip, answer(question, bytes));
    }

    private String nextMade() throws InterruptedException {
        String next = made.poll(20, TimeUnit.SECONDS);
        return next == null ? "nothing" : next;
    }

    @Test
    void largeAnswer_isMadeOfTheNewVersion_beforeAnybodyAsks() throws InterruptedException {
        ask("list", true, LARGE);
        ask("small", false, LARGE - 1);
        assertThat(List.of(nextMade(), nextMade())).containsExactly("list 0", "small 0");
        nextGeneration();
        ahead.moved();

        assertThat(nextMade()).isEqualTo("list 1");
        Rendered found = cache.get(models.version().tag(), "list", true, () -> {
            throw new IllegalStateException("is made a second time");
        });
        assertThat(found.version().generation()).isEqualTo(1);
        assertThat(made).isEmpty();
    }

    @Test
    void moves_oneBehindTheOther_areFollowedOnce() throws InterruptedException {
        ask("list", false, LARGE);
        assertThat(nextMade()).isEqualTo("list 0");
        for (int i = 0; i < 5; i++) {
            nextGeneration();
            ahead.moved();
        }

        assertThat(nextMade()).isEqualTo("list 5");
    }

    @Test
    void onlyTheLastFew_areMadeAhead() throws InterruptedException {
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            ask("list" + i, false, LARGE);
            asked.add(nextMade());
        }
        nextGeneration();
        cache.makeAhead(() -> models.version().tag());

        assertThat(asked).hasSize(40).doesNotContain("nothing");
        assertThat(made).hasSize(8).allMatch(answer -> answer.endsWith(" 1"));
    }

    @Test
    void failure_leavesTheOtherAnswersToCome() throws InterruptedException {
        ask("list", false, LARGE);
        assertThat(nextMade()).isEqualTo("list 0");
        jdbi.useHandle(handle -> handle.execute("ALTER TABLE catalog_generation RENAME TO gone"));
        ahead.moved();
        jdbi.useHandle(handle -> {
            handle.execute("ALTER TABLE gone RENAME TO catalog_generation");
            handle.execute("UPDATE catalog_generation SET generation = generation + 1");
        });
        ahead.moved();

        assertThat(nextMade()).isEqualTo("list 1");
    }
}
