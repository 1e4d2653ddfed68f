package ai.gatewayz.sync.worker;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.catalog.run.JobStatus;
import ai.gatewayz.sync.simulator.FleetOptions;
import ai.gatewayz.sync.workflows.client.JobOutcome;
import ai.gatewayz.sync.workflows.client.StartedJob;
import ai.gatewayz.sync.workflows.model.ProviderSyncRequest;
import ai.gatewayz.sync.workflows.model.ProviderSyncResult;
import ai.gatewayz.sync.workflows.model.SyncError;
import ai.gatewayz.sync.workflows.model.SyncKind;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Syncs that start by themselves: after events, and with providers that keep failing. */
final class FollowUpIT {
    private SyncFixture fixture;

    @BeforeEach
    void start() throws IOException {
        fixture = new SyncFixture(FleetOptions.defaults().withFrozen(true).withTotalModels(500));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void sql(String statement) {
        fixture.jdbi.useHandle(handle -> handle.execute(statement));
    }

    private void failures(int count, String lastAgo) {
        sql("UPDATE provider_sync_state SET consecutive_failures = " + count + ", last_failure_at = now() - interval '"
                + lastAgo + "' WHERE provider_id = (SELECT id FROM providers WHERE slug = 'groq')");
    }

    private long failures() {
        return fixture.count("SELECT consecutive_failures FROM provider_sync_state WHERE provider_id ="
                + " (SELECT id FROM providers WHERE slug = 'groq')");
    }

    private JobOutcome<ProviderSyncResult> sync(String trigger, boolean named) {
        StartedJob job = fixture.launcher.startProvider(
                new ProviderSyncRequest("groq", SyncKind.FULL, false, trigger, null, named));
        return fixture.await(job);
    }

    private static String errorCode(JobOutcome<ProviderSyncResult> outcome) {
        ProviderSyncResult result = outcome.result();
        SyncError error = result == null ? null : result.error();
        return error == null ? "" : error.code();
    }

    private void await(String query) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        for (int i = 0; i < 250 && fixture.count(query) == 0; i++) {
            assertThat(never.await(100, TimeUnit.MILLISECONDS)).isFalse();
        }
        assertThat(fixture.count(query)).isEqualTo(1);
    }

    @Test
    void eventDuringASync_isFollowedByExactlyOneMore() throws InterruptedException {
        fixture.fleet.faults().set("groq", "delay=7000");
        StartedJob running = fixture.launcher.startProvider(
                new ProviderSyncRequest("groq", SyncKind.FULL, false, "webhook", null, false));
        sql("INSERT INTO refresh_requests VALUES ('groq', clock_timestamp())");

        assertThat(fixture.await(running).status()).isEqualTo(JobStatus.COMPLETED);
        fixture.fleet.faults().clear("groq");
        await("SELECT 1 - count(*) FROM refresh_requests");
        await("SELECT count(*) / 2 FROM pricing_sync_log WHERE provider_slug = 'groq' AND triggered_by = 'webhook'");

        assertThat(fixture.fleet.requests("groq")).isEqualTo(2);
    }

    @Test
    void providerThatKeepsFailing_isNotAskedWithinItsWindow() {
        failures(5, "14 minutes");

        JobOutcome<ProviderSyncResult> outcome = sync("schedule", false);

        assertThat(errorCode(outcome)).isEqualTo("circuit_open");
        assertThat(fixture.fleet.requests("groq")).isZero();
        assertThat(failures()).isEqualTo(5);
    }

    @Test
    void providerThatKeepsFailing_isAskedOnceAfterItsWindow_andClosedBySuccess() {
        failures(5, "16 minutes");
        fixture.fleet.faults().set("groq", "status=503");

        assertThat(errorCode(sync("schedule", false))).isEqualTo("provider_unavailable");
        assertThat(fixture.fleet.requests("groq")).isEqualTo(1);
        assertThat(failures()).isEqualTo(6);

        fixture.fleet.faults().clear("groq");
        assertThat(errorCode(sync("schedule", false))).isEqualTo("circuit_open");
        failures(6, "31 minutes");
        assertThat(sync("schedule", false).status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(failures()).isZero();
        assertThat(fixture.count("SELECT count(*) FROM providers WHERE slug = 'groq' AND health_status = 'healthy'"))
                .isEqualTo(1);
    }

    @Test
    void syncByHand_asksAlways() {
        failures(9, "1 minute");

        assertThat(sync("api", true).status()).isEqualTo(JobStatus.COMPLETED);
        assertThat(failures()).isZero();
    }
}
