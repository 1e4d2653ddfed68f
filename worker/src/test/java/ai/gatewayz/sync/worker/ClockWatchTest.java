package ai.gatewayz.sync.worker;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.activities.metrics.SyncMetrics;
import ai.gatewayz.sync.activities.runs.DatabaseClock;
import ai.gatewayz.sync.migrations.CatalogDatabase;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** C25: clocks that differ. */
final class ClockWatchTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private Instant database = NOW;

    @Tag("C25")
    @Test
    void skewOfMoreThanFiveMinutes_isWarnedOfOnce_andMeasured() {
        ClockWatch watch = new ClockWatch(
                () -> database, InstantSource.fixed(NOW), new SyncMetrics(registry, InstantSource.fixed(NOW)));
        Logger logger = (Logger) LoggerFactory.getLogger(ClockWatch.class);
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        logger.addAppender(logged);

        database = NOW.minusSeconds(300);
        watch.tick();
        assertThat(registry.scrape()).contains("sync_clock_skew_seconds 300.0");
        assertThat(logged.list).isEmpty();
        database = NOW.plusSeconds(301);
        watch.tick();
        watch.tick();
        assertThat(registry.scrape()).contains("sync_clock_skew_seconds -301.0");
        database = NOW.minus(Duration.ofDays(365));
        watch.tick();
        logger.detachAppender(logged);

        assertThat(logged.list.stream().map(ILoggingEvent::getFormattedMessage))
                .containsExactly("the clock here is 301 s behind the database's; set both by NTP");
    }

    @Test
    void databaseClock_isTheDatabases() {
        Instant here = Instant.now();

        assertThat(Duration.between(
                                here,
                                Jdbi.create(CatalogDatabase.create())
                                        .installPlugin(new SqlObjectPlugin())
                                        .onDemand(DatabaseClock.class)
                                        .now())
                        .abs())
                .isLessThan(Duration.ofSeconds(30));
    }
}
