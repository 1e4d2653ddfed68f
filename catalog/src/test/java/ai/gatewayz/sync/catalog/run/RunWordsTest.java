package ai.gatewayz.sync.catalog.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The words are stored and told to the outside, so they never change. */
final class RunWordsTest {
    @Test
    void keys_areTheWordsThatAreStored() {
        assertThat(SyncTrigger.values())
                .extracting(SyncTrigger::key)
                .containsExactly(
                        "manual",
                        "api",
                        "front-end",
                        "retry",
                        "cli",
                        "up",
                        "schedule",
                        "webhook",
                        "startup",
                        "announcement");
        assertThat(RunOutcome.values())
                .extracting(RunOutcome::key)
                .containsExactly("synced", "not_modified", "skipped", "failed", "cancelled");
        assertThat(JobStatus.values())
                .extracting(JobStatus::key)
                .containsExactly("queued", "running", "completed", "partial", "failed", "cancelled", "timed_out");
    }

    @ParameterizedTest
    @EnumSource
    void find_triggersOwnWord(SyncTrigger trigger) {
        assertThat(SyncTrigger.find(trigger.key())).contains(trigger);
        assertThat(SyncTrigger.by(trigger.key())).isEqualTo(trigger);
    }

    @ParameterizedTest
    @EnumSource
    void of_outcomesOwnWord(RunOutcome outcome) {
        assertThat(RunOutcome.of(outcome.key())).isEqualTo(outcome);
    }

    @ParameterizedTest
    @EnumSource
    void of_statusesOwnWord(JobStatus status) {
        assertThat(JobStatus.of(status.key())).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "FAILED", "Failed", " failed", "failed ", "a dry run that failed", "schedule-"})
    void anyOtherText_isNoWord(String text) {
        assertThat(SyncTrigger.find(text)).isEmpty();
        assertThat(RunOutcome.find(text)).isEmpty();
        assertThatThrownBy(() -> RunOutcome.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("is called " + text);
        assertThat(JobStatus.find(text)).isEmpty();
        assertThatThrownBy(() -> JobStatus.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("is called " + text);
    }

    @Test
    void by_aPersonsName_isManual() {
        assertThat(SyncTrigger.by("alice")).isEqualTo(SyncTrigger.MANUAL);
        assertThat(SyncTrigger.by("Schedule")).isEqualTo(SyncTrigger.MANUAL);
    }

    @Test
    void isAutomatic_whereNoPersonWaits() {
        assertThat(SyncTrigger.values())
                .filteredOn(SyncTrigger::isAutomatic)
                .containsExactly(
                        SyncTrigger.SCHEDULE, SyncTrigger.WEBHOOK, SyncTrigger.STARTUP, SyncTrigger.ANNOUNCEMENT);
    }

    @Test
    void isGood_whenTheProviderIsUpToDate() {
        assertThat(RunOutcome.values())
                .filteredOn(RunOutcome::isGood)
                .containsExactly(RunOutcome.SYNCED, RunOutcome.NOT_MODIFIED);
        assertThat(RunOutcome.values())
                .filteredOn(RunOutcome::isBad)
                .containsExactly(RunOutcome.FAILED, RunOutcome.CANCELLED);
    }

    @Test
    void asJob_isTheJobsOwnEnd() {
        assertThat(RunOutcome.values())
                .extracting(RunOutcome::asJob)
                .containsExactly(
                        JobStatus.COMPLETED,
                        JobStatus.COMPLETED,
                        JobStatus.COMPLETED,
                        JobStatus.FAILED,
                        JobStatus.CANCELLED);
    }

    @Test
    void isEndAndIsBad_byStatus() {
        assertThat(JobStatus.values())
                .filteredOn(status -> !status.isEnd())
                .containsExactly(JobStatus.QUEUED, JobStatus.RUNNING);
        assertThat(JobStatus.values())
                .filteredOn(JobStatus::isBad)
                .containsExactly(JobStatus.FAILED, JobStatus.CANCELLED, JobStatus.TIMED_OUT);
    }
}
