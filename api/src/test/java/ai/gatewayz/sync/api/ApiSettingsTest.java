package ai.gatewayz.sync.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.gatewayz.sync.workflows.client.ConfigurationException;
import ai.gatewayz.sync.workflows.client.EnvironmentReader;
import io.dropwizard.db.DataSourceFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiSettingsTest {
    private static Map<String, String> environment() {
        return new HashMap<>(Map.of(
                "DATABASE_URL", "postgresql://u:hidden@db.internal:5432/catalog", "ADMIN_API_KEY", ApiFixture.ADMIN));
    }

    @Test
    void defaults_areLocal() {
        ApiSettings settings = ApiSettings.from(new EnvironmentReader(environment()));

        assertThat(settings.port()).isEqualTo(8000);
        assertThat(settings.bindAddress()).isEqualTo("127.0.0.1");
        assertThat(settings.databasePoolSize()).isEqualTo(8);
        assertThat(settings.toString()).doesNotContain("hidden").doesNotContain(ApiFixture.ADMIN);
    }

    @Test
    void supabaseUrl_isAccepted() {
        Map<String, String> environment = environment();
        environment.put("SUPABASE_DB_URL", "postgresql://db.supabase.internal/postgres");
        environment.remove("DATABASE_URL");

        assertThat(ApiSettings.from(new EnvironmentReader(environment))
                        .database()
                        .jdbcUrl())
                .isEqualTo("jdbc:postgresql://db.supabase.internal/postgres");
    }

    @Tag("C9")
    @Tag("C13")
    @Tag("C18")
    @ParameterizedTest
    @CsvSource({
        "TEMPORAL_UI_URL, 127.0.0.1:8233",
        "TEMPORAL_UI_URL, http://me:secret@example.org",
        "PORT, 70000",
        "PORT, http",
        "DB_POOL_SIZE, 0",
        "LOG_FORMAT, xml",
        "DATABASE_URL, mysql://x/y",
        "ADMIN_API_KEY, short",
        "ADMIN_API_KEY, changeme-changeme-1",
        "ADMIN_API_KEY, aaaaaaaaaaaaaaaaaaaa",
        "ADMIN_API_KEY, key with spaces inside",
        "VIEWER_API_KEYS, Qm7-admin-Zt5xKw2p",
        "OPERATOR_API_KEYS, tiny",
        "MODEL_SYNC_INTERVAL_HOURS, 0.5"
    })
    void wrongValues_nameTheirVariableInOneLine(String variable, String value) {
        Map<String, String> environment = environment();
        environment.put(variable, value);

        assertThatThrownBy(() -> ApiSettings.from(new EnvironmentReader(environment)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(variable + ": ")
                .hasMessageNotContaining("\n");
    }

    @Tag("C1")
    @ParameterizedTest
    @CsvSource({"ADMIN_API_KEY", "DATABASE_URL"})
    void missingValues_nameTheirVariable(String variable) {
        Map<String, String> environment = environment();
        environment.remove(variable);

        assertThatThrownBy(() -> ApiSettings.from(new EnvironmentReader(environment)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(variable + ": is not set; set ");
    }

    @Test
    void limits_areOnByDefault() {
        assertThat(ApiSettings.from(new EnvironmentReader(environment())).access())
                .satisfies(access -> assertThat(access.limits())
                        .hasToString("PerMinute[refusals=10, changes=30, reads=600, bulk=60]"))
                .satisfies(access -> assertThat(access.pathKeys()).isFalse());
    }

    /** A database that hangs must not hold requests for longer than a client waits. */
    @Test
    void pools_areSmall_checkWhatTheyLend_andDoNotWaitLong() {
        SyncApiConfiguration configuration =
                new SyncApiConfiguration(ApiSettings.from(new EnvironmentReader(environment())));

        for (DataSourceFactory pool : List.of(configuration.database(), configuration.records())) {
            assertThat(pool.getMaxSize()).isLessThanOrEqualTo(8);
            assertThat(pool.getMaxWaitForConnection().toSeconds()).isLessThanOrEqualTo(5);
            assertThat(pool.getCheckConnectionOnBorrow()).isTrue();
            assertThat(pool.getRollbackOnReturn()).isTrue();
            assertThat(pool.getProperties())
                    .containsEntry("tcpKeepAlive", "true")
                    .containsEntry("connectTimeout", "3")
                    .containsEntry("socketTimeout", "30");
        }
        assertThat(configuration.database().getProperties().get("options"))
                .contains("idle_in_transaction_session_timeout=60s");
        assertThat(configuration.records().getProperties().get("options"))
                .contains("idle_in_transaction_session_timeout=15s");
        assertThat(configuration.database().getProperties()).containsEntry("readOnlyMode", "always");
    }
}
