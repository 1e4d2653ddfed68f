package ai.gatewayz.sync.activities.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ai.gatewayz.sync.activities.http.ProviderCallException.Kind;
import ai.gatewayz.sync.activities.provider.Provider;
import ai.gatewayz.sync.activities.provider.SampleProviders;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okhttp3.Dns;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which addresses are called, with which key, with and without a base-URL template. */
class AddressPolicyTest {
    private static final Dns INSIDE = host -> List.of(InetAddress.getByName("127.0.0.1"));
    private static final Map<String, String> KEYS = Map.of("ACME_API_KEY", FetchFixture.KEY);

    @Tag("C8")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "http://api.acme.test/v1|only https on port 443 is called",
                "https://api.acme.test:8443/v1|only https on port 443 is called",
                "https://user:canary@api.acme.test|the address holds a user name or password",
                "https://api.acme.test|api.acme.test leads to a loopback, private or otherwise special address",
                "https://127.0.0.1|127.0.0.1 leads to a loopback, private or otherwise special address",
                "https://[::1]|::1 leads to a loopback, private or otherwise special address",
                "https://169.254.169.254|169.254.169.254 leads to a loopback, private or otherwise special address",
                "https://2130706433|2130706433 leads to a loopback, private or otherwise special address",
                "https://0x7f.1|0x7f.1 leads to a loopback, private or otherwise special address"
            })
    void publishedAddress_mustBeHttpsAndPublic(String base, String reason) {
        ProviderCallException failure = failure(SampleProviders.at(base, "/models?token=canary"), null, INSIDE, KEYS);
        assertThat(failure.kind()).isEqualTo(Kind.ADDRESS_REFUSED);
        assertThat(failure).hasMessage("acme: " + reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|the list's address is not http",
                "ftp://api.acme.test|the list's address is not http",
                "https://api.acme.test/{ACCOUNT}|its address needs a setting; set ACCOUNT"
            })
    void unusableAddress_isNotConfigured(String base, String reason) {
        ProviderCallException failure = failure(SampleProviders.at(base, "/models"), null, INSIDE, KEYS);
        assertThat(failure.kind()).isEqualTo(Kind.NOT_CONFIGURED);
        assertThat(failure).hasMessage("acme: " + reason);
    }

    @Test
    void missingOrUnusableKey_isNotConfigured() {
        ProviderCallException missing = failure(SampleProviders.withKeyHeader(), null, INSIDE, Map.of());
        assertThat(missing.kind()).isEqualTo(Kind.NOT_CONFIGURED);
        assertThat(missing).hasMessage("acme: no key is set; set ACME_API_KEY or ACME_KEY");
        ProviderCallException unusable =
                failure(SampleProviders.keyed(), null, INSIDE, Map.of("ACME_API_KEY", "sk-canary\n"));
        assertThat(unusable.kind()).isEqualTo(Kind.NOT_CONFIGURED);
        assertThat(unusable).hasMessage("acme: ACME_API_KEY holds a line break").hasNoCause();
    }

    @Test
    void unknownName_isUnavailable() {
        Dns unknown = host -> {
            throw new UnknownHostException("canary");
        };
        ProviderCallException failure = failure(SampleProviders.open(), null, unknown, KEYS);
        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure).hasMessage("acme: the name api.acme.test was not found");
    }

    @Tag("C8")
    @Test
    void templateToMetadata_isRefused() {
        ProviderCallException failure =
                failure(SampleProviders.open(), "http://169.254.169.254/{provider}", INSIDE, KEYS);
        assertThat(failure.kind()).isEqualTo(Kind.ADDRESS_REFUSED);
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, true", "localhost, true", "mirror.test, false"})
    void keyTravelsOverHttp_toLoopbackOnly(String host, boolean sent) throws IOException, InterruptedException {
        try (MockWebServer server = new MockWebServer()) {
            server.enqueue(new MockResponse.Builder().body("[]").build());
            server.start(InetAddress.getByName("127.0.0.1"), 0);
            String template = "http://" + host + ":" + server.getPort() + "/{provider}";
            try (ProviderHttpClient client = client(template, INSIDE, KEYS)) {
                client.fetch(SampleProviders.keyed(), FetchListener.SILENT).close();
            }
            assertThat(server.takeRequest().getHeaders().get("Authorization"))
                    .isEqualTo(sent ? "Bearer " + FetchFixture.KEY : null);
        }
    }

    private static ProviderCallException failure(
            Provider provider, @Nullable String template, Dns dns, Map<String, String> environment) {
        try (ProviderHttpClient client = client(template, dns, environment)) {
            ProviderCallException thrown = catchThrowableOfType(
                    ProviderCallException.class, () -> client.fetch(provider, FetchListener.SILENT));
            assertThat(thrown.toString()).doesNotContain("canary");
            return thrown;
        }
    }

    private static ProviderHttpClient client(@Nullable String template, Dns dns, Map<String, String> environment) {
        return new ProviderHttpClient(
                FetchSettings.DEFAULTS.withBaseUrlTemplate(template),
                new EnvironmentKeys(environment),
                dns,
                InstantSource.fixed(FetchFixture.NOW));
    }
}
