package ai.gatewayz.sync.activities.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FetchSettingsTest {
    @Test
    void defaults_areTheDocumentedFigures() {
        TransferLimits limits =
                new TransferLimits(33_554_432, 134_217_728, 200, 8_388_608, 1024, Duration.ofSeconds(15));
        assertThat(FetchSettings.DEFAULTS)
                .isEqualTo(new FetchSettings(
                        Duration.ofSeconds(60), Duration.ofSeconds(10), Duration.ofSeconds(20), limits, 200, null));
    }

    @ParameterizedTest
    @CsvSource({
        "60, 60, 60",
        "90, 60, 90",
        "5, 60, 5",
        "60, 120, 120",
        "150, 120, 150",
        "60, 600, 180",
        "60, 20, 20",
        "5, 20, 5"
    })
    void callTimeout_followsSetting_unlessProviderDeclaresAnother(long setting, long declared, long expected) {
        assertThat(FetchSettings.DEFAULTS
                        .withCallTimeout(Duration.ofSeconds(setting))
                        .callTimeout(Duration.ofSeconds(declared)))
                .isEqualTo(Duration.ofSeconds(expected));
    }

    @Test
    void figures_thatMakeNoSense_areRefused() {
        FetchSettings settings = FetchSettings.DEFAULTS;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.withCallTimeout(Duration.ZERO))
                .withMessage("callTimeout PT0S is not positive");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.withCallTimeout(Duration.ofSeconds(181)))
                .withMessage("callTimeout PT3M1S is over PT3M");
        assertThatIllegalArgumentException().isThrownBy(() -> settings.withReadTimeout(Duration.ofSeconds(-1)));
        assertThatIllegalArgumentException().isThrownBy(() -> settings.withMaxPages(0));
        assertThatIllegalArgumentException().isThrownBy(() -> settings.limits().withMaxBytes(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> settings.limits().withMinimumRate(1, Duration.ZERO));
    }

    @Tag("C8")
    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:9100, lacks {provider}",
        "'', lacks {provider}",
        "{provider}, is neither http:// nor https://",
        "ftp://a.test/{provider}, is neither http:// nor https://",
        "file:///{provider}, is neither http:// nor https://",
        "http:///{provider}, has no host",
        "http:{provider}, has no host",
        "http://user:canary@a.test/{provider}, holds a user name or password",
        "http://a.test/{provider}?key=canary, holds a query or fragment",
        "http://a.test/{provider}#x, holds a query or fragment",
        "http://a b/{provider}, is not a URL",
        "http://{provider}/{canary}, is not a URL"
    })
    void template_thatIsNoBase_isRefused(String template, String reason) {
        assertThatThrownBy(() -> FetchSettings.DEFAULTS.withBaseUrlTemplate(template))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessage(
                        "PROVIDER_BASE_URL_TEMPLATE " + reason + "; expected e.g. http://127.0.0.1:9100/{provider}");
    }

    @Test
    void template_givesTheBase() {
        assertThat(BaseUrlTemplate.baseUrl("http://[::1]:9100/{provider}/", "acme"))
                .isEqualTo("http://[::1]:9100/acme");
        assertThat(BaseUrlTemplate.baseUrl("https://{provider}.mirror.test", "acme"))
                .isEqualTo("https://acme.mirror.test");
    }
}
