package ai.gatewayz.sync.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.gatewayz.sync.workflows.client.ConfigurationException;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What a worker refuses to start with. The numbers are those of the list of bad settings. */
final class WorkerSettingsTest {
    private static Map<String, String> environment() {
        return new HashMap<>(Map.of("DATABASE_URL", "postgresql://u:hidden@db.internal/catalog"));
    }

    private static WorkerSettings with(String variable, String value) {
        Map<String, String> environment = environment();
        environment.put(variable, value);
        return WorkerSettings.from(environment);
    }

    @Tag("C1")
    @Test
    void withoutADatabase_theVariableIsNamed() {
        assertThatThrownBy(() -> WorkerSettings.from(Map.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("DATABASE_URL: is not set; give ");
    }

    @Test
    void build_isNoneUnlessNamed_andHasToBeAName() {
        assertThat(WorkerSettings.from(environment()).version()).isNull();
        assertThat(with("WORKER_BUILD_ID", "1.4.0").version()).isEqualTo(new WorkerVersion("1.4.0", true));
        assertThatThrownBy(() -> with("WORKER_BUILD_ID", "a build"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("WORKER_BUILD_ID: has to be 1 to 100 letters");
        assertThatThrownBy(() -> with("WORKER_BUILD_CURRENT", "perhaps"))
                .hasMessageStartingWith("WORKER_BUILD_CURRENT: ");
    }

    @Tag("C2")
    @Test
    void password_isInNoText() {
        assertThat(with("WORKER_PORT", "1").database())
                .hasToString("Database[url=jdbc:postgresql://db.internal/catalog, connections=8]");
        assertThatThrownBy(() -> with("DATABASE_URL", "postgresql://u:hid den@db/catalog"))
                .hasMessageStartingWith("DATABASE_URL: ")
                .hasMessageNotContaining("hid");
    }

    @Tag("C3")
    @Tag("C5")
    @Tag("C8")
    @Tag("C9")
    @Tag("C10")
    @ParameterizedTest
    @CsvSource({
        "MODEL_SYNC_INTERVAL_HOURS, 0",
        "MODEL_SYNC_INTERVAL_HOURS, -1",
        "MODEL_SYNC_INTERVAL_HOURS, 0.5",
        "MODEL_SYNC_INTERVAL_HOURS, abc",
        "PRICING_SYNC_INTERVAL_HOURS, 1000000000",
        "PRICING_SYNC_INTERVAL_HOURS, 1e9",
        "PRICING_SYNC_INTERVAL_HOURS, ' '",
        "MODEL_SYNC_ENABLED, yes",
        "DB_POOL_SIZE, 0",
        "DB_POOL_SIZE, -1",
        "DB_POOL_SIZE, 1000",
        "FETCH_TIMEOUT_SECONDS, 0",
        "FETCH_TIMEOUT_SECONDS, -5",
        "FETCH_TIMEOUT_SECONDS, 5s",
        "FETCH_MAX_BYTES, 128MB",
        "WORKER_PORT, 70000",
        "MODEL_SYNC_PROVIDERS, ','",
        "MODEL_SYNC_PROVIDERS, 'groq,nobody'",
        "PRICING_SYNC_PROVIDERS, Groq",
        "PRICING_SYNC_PROVIDERS, x'--",
        "PROVIDER_BASE_URL_TEMPLATE, file:///{provider}",
        "PROVIDER_BASE_URL_TEMPLATE, http://u:p@h/{provider}",
        "SLACK_WEBHOOK_URL, http://hooks.slack.com/x",
        "SLACK_WEBHOOK_URL, https://169.254.169.254/x",
        "DIGEST_CRON, 0 7 * * *",
        "CACHE_INVALIDATION_URLS, https://127.0.0.1/x",
        "CACHE_INVALIDATION_URLS, https://[::1]/x",
        "REDIS_URL, http://h",
    })
    void wrongValues_nameTheirVariableInOneLine(String variable, String value) {
        assertThatThrownBy(() -> with(variable, value))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(variable + ": ")
                .hasMessageNotContaining("\n");
    }

    @Tag("C5")
    @ParameterizedTest
    @ValueSource(strings = {"near,near, nearai", " near ,,", "nearai,"})
    void repeatedNamesAndSpareCommas_areOne(String value) {
        assertThat(with("MODEL_SYNC_PROVIDERS", value).providers()).containsExactly("near");
    }

    @Tag("C6")
    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                "sk-1\n",
                "sk-1\r\nX: y",
                "\"sk-1\"",
                "'sk-1'",
                "changeme",
                "your-api-key",
                "sk-\u00e9",
                "sk 1"
            })
    void keysThatCannotBeOne_areRefused_unrepeated(String value) {
        assertThatThrownBy(() -> with("GROQ_API_KEY", value))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("GROQ_API_KEY: ")
                .hasMessageEndingWith("; correct it or unset it")
                .hasMessageNotContaining("sk-")
                .hasMessageNotContaining("\n");
        assertThat(with("GROQ_API_KEY", "").providers())
                .as("as compose passes what is unset")
                .isEmpty();
    }

    @Tag("C7")
    @Test
    void oneKeyForTwoProviders_isWarnedOf_unrepeated() {
        Logger logger = (Logger) LoggerFactory.getLogger(KeyCheck.class);
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        logger.addAppender(logged);
        Map<String, String> environment = environment();
        environment.put("GROQ_API_KEY", "sk-the-same-key");
        environment.put("XAI_API_KEY", "sk-the-same-key");
        environment.put("OPENAI_API_KEY", "sk-another-key");
        WorkerSettings.from(environment);
        logger.detachAppender(logged);

        assertThat(logged.list.stream().map(ILoggingEvent::getFormattedMessage))
                .containsExactly("groq and xai have the same key; one of them is probably another's");
    }

    @Tag("C21")
    @Test
    void settings_areReadAlike_inTurkish() {
        Locale usual = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        try {
            assertThat(with("MODEL_SYNC_PROVIDERS", "deepinfra,mistral").providers())
                    .containsExactly("deepinfra", "mistral");
            assertThatThrownBy(() -> with("MISTRAL_API_KEY", "YOUR_API_KEY"))
                    .hasMessage("MISTRAL_API_KEY: holds a placeholder; correct it or unset it");
        } finally {
            Locale.setDefault(usual);
        }
    }
}
