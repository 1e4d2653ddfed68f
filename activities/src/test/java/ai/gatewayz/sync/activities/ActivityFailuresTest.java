package ai.gatewayz.sync.activities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.gatewayz.sync.migrations.CatalogDatabase;
import io.temporal.failure.ApplicationFailure;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.ds.PGSimpleDataSource;

@ExtendWith(CatalogDatabase.class)
final class ActivityFailuresTest {
    private static ApplicationFailure failure(DataSource database, String sql) {
        Jdbi jdbi = Jdbi.create(database);
        ApplicationFailure failure = catchThrowableOfType(
                ApplicationFailure.class,
                () -> ActivityFailures.database(() -> jdbi.withHandle(handle -> handle.execute(sql))));
        assertThat(failure).isNotNull();
        return failure;
    }

    @ParameterizedTest
    @CsvSource({
        "22P02, DatabaseRefused",
        "23505, DatabaseRefused",
        "42703, DatabaseRefused",
        "40001, DatabaseUnavailable",
        "40P01, DatabaseUnavailable",
        "55P03, DatabaseUnavailable",
        "57014, DatabaseUnavailable",
        "57P01, DatabaseUnavailable",
        "53300, DatabaseUnavailable",
        "08006, DatabaseUnavailable"
    })
    void of_retriesWhatMayPass(String state, String type) {
        ApplicationFailure failure = ActivityFailures.of(new SQLException("password=hunter2", state));
        assertThat(failure.getType()).isEqualTo(type);
        assertThat(failure.isNonRetryable()).isEqualTo(type.equals("DatabaseRefused"));
        assertThat(failure.getOriginalMessage())
                .endsWith("(SQLSTATE " + state + ")")
                .doesNotContain("hunter2");
        assertThat(failure.getCause()).isNull();
    }

    @Test
    void database_refusesWhatTheDatabaseRefuses(DataSource database) {
        ApplicationFailure failure = failure(database, "UPDATE catalog_generation SET generation = 'secret'");
        assertThat(failure.getType()).isEqualTo("DatabaseRefused");
        assertThat(failure.getOriginalMessage()).isEqualTo("the database refused the data (SQLSTATE 22P02)");
    }

    @Test
    void database_isUnavailable_whenNobodyListens() {
        PGSimpleDataSource nobody = new PGSimpleDataSource();
        nobody.setServerNames(new String[] {"127.0.0.1"});
        nobody.setPortNumbers(new int[] {1});
        ApplicationFailure failure = failure(nobody, "SELECT 1");
        assertThat(failure.getType()).isEqualTo("DatabaseUnavailable");
        assertThat(failure.isNonRetryable()).isFalse();
        assertThat(failure.getOriginalMessage()).isEqualTo("the database did not answer (SQLSTATE 08001)");
    }

    @Test
    void of_withoutAState_isRetried() {
        assertThat(ActivityFailures.of((SQLException) null).isNonRetryable()).isFalse();
        assertThat(ActivityFailures.of(new SQLException("x")).getOriginalMessage())
                .isEqualTo("the database did not answer (SQLSTATE unknown)");
    }

    @Test
    void permanent_isNeverRetried() {
        ApplicationFailure failure = ActivityFailures.permanent("EmptyCatalog", "groq: the list is empty");
        assertThat(failure.isNonRetryable()).isTrue();
        assertThat(failure.getType()).isEqualTo("EmptyCatalog");
    }
}
