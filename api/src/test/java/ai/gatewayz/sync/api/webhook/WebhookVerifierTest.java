package ai.gatewayz.sync.api.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.gatewayz.sync.api.webhook.WebhookVerifier.SignatureVerdict;
import ai.gatewayz.sync.workflows.client.ConfigurationException;
import ai.gatewayz.sync.workflows.client.EnvironmentReader;
import ai.gatewayz.sync.workflows.client.SharedSecret;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WebhookVerifierTest {
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final byte[] BODY = "{\"gateway\":\"groq\"}".getBytes(UTF_8);
    private static final String CURRENT = "kJ8-current-3Vq9xTz7LmPw2sRd";
    private static final String PREVIOUS = "kJ8-previous-3Vq9xTz7LmPw2sRd";

    private static SignatureHeaders plain(String... values) {
        return new SignatureHeaders(List.of(values), List.of(), List.of(), List.of());
    }

    private static SignatureHeaders standard(String id, String timestamp, String signatures) {
        return new SignatureHeaders(List.of(), List.of(id), List.of(timestamp), List.of(signatures));
    }

    private static String hex(String secret, byte[] body) {
        return HexFormat.of().formatHex(SharedSecret.of(secret.getBytes(UTF_8)).hmac(body));
    }

    private static String v1(String secret, String id, String timestamp, byte[] body) {
        byte[] message = (id + "." + timestamp + "." + new String(body, UTF_8)).getBytes(UTF_8);
        return "v1,"
                + Base64.getEncoder()
                        .encodeToString(SharedSecret.of(secret.getBytes(UTF_8)).hmac(message));
    }

    private static WebhookVerifier verifier(String... notAfter) {
        Map<String, String> environment = new HashMap<>();
        environment.put("MODEL_WEBHOOK_SECRET", CURRENT);
        environment.put("MODEL_WEBHOOK_SECRET_PREVIOUS", PREVIOUS);
        if (notAfter.length > 0) {
            environment.put("MODEL_WEBHOOK_SECRET_PREVIOUS_NOT_AFTER", notAfter[0]);
        }
        return new WebhookVerifier(WebhookSecrets.from(new EnvironmentReader(environment)));
    }

    private static SignatureVerdict verify(SignatureHeaders headers) {
        return verifier().verify(headers, BODY, NOW);
    }

    private static String timestamp(long offsetSeconds) {
        return Long.toString(NOW.getEpochSecond() + offsetSeconds);
    }

    /** RFC 4231 cases 1, 2 and 6, and the one of GitHub's documentation; keys in hex. */
    @ParameterizedTest
    @CsvSource({
        "497427732061205365637265742074" + "6f20457665727962" + "6f6479, 'Hello, World!',"
                + "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
        "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b, Hi There,"
                + "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
        "4a656665, what do ya want for nothing?," + "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
    })
    void plainSignature_ofPublishedVector_isGenuine(String key, String message, String expected) {
        WebhookVerifier verifier = new WebhookVerifier(
                WebhookSecrets.of(SharedSecret.of(HexFormat.of().parseHex(key))));

        assertThat(verifier.verify(plain(expected), message.getBytes(UTF_8), NOW)
                        .isGenuine())
                .isTrue();
    }

    @Test
    void plainSignature_ofPublishedVectorWithLongKey_isGenuine() {
        byte[] key = HexFormat.of().parseHex("aa".repeat(131));
        byte[] message = "Test Using Larger Than Block-Size Key - Hash Key First".getBytes(UTF_8);

        assertThat(HexFormat.of().formatHex(SharedSecret.of(key).hmac(message)))
                .isEqualTo("60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
    }

    @Test
    void standardSignature_ofPublishedVector_isGenuine() {
        WebhookVerifier verifier = new WebhookVerifier(
                WebhookSecrets.of(SharedSecret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".getBytes(UTF_8))));
        SignatureHeaders headers = standard(
                "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

        SignatureVerdict verdict =
                verifier.verify(headers, "{\"test\": 2432232314}".getBytes(UTF_8), Instant.ofEpochSecond(1614265330));

        assertThat(verdict).isEqualTo(new SignatureVerdict(null, "id:msg_p5jXN8AQM9LWM0D4loKWxJek", false));
    }

    /** The guide's sample event in its two spellings: the signature belongs to the bytes. */
    @Tag("W7")
    @Test
    void signature_belongsToTheBytes() {
        String minified =
                "{\"gateway\":\"openrouter\",\"event_type\":\"models.added\",\"models\":[{\"id\":\"openai/gpt-5\","
                        + "\"name\":\"GPT-5\",\"provider_slug\":\"openai\"}],\"timestamp\":1704067200000}";
        String pretty = """
                {
                  "gateway": "openrouter",
                  "event_type": "models.added",
                  "models": [
                    {
                      "id": "openai/gpt-5",
                      "name": "GPT-5",
                      "provider_slug": "openai"
                    }
                  ],
                  "timestamp": 1704067200000
                }""";
        String ofMinified = "f2a5748d23ea9f2fd46eff82e684cd80b501991e2f6f4a30f63b908789bee0c3";
        String ofPretty = "589da0438407fcc302a4350db7d8a297cc1b4539911371816406bcd88a0b5588";
        WebhookVerifier verifier =
                new WebhookVerifier(WebhookSecrets.of(SharedSecret.of("your-secure-secret".getBytes(UTF_8))));

        assertThat(minified.length()).isEqualTo(151);
        assertThat(pretty.length()).isEqualTo(205);
        assertThat(verifier.verify(plain(ofMinified), minified.getBytes(UTF_8), NOW)
                        .isGenuine())
                .isTrue();
        assertThat(verifier.verify(plain(ofPretty), pretty.getBytes(UTF_8), NOW).isGenuine())
                .isTrue();
        assertThat(verifier.verify(plain(ofMinified), pretty.getBytes(UTF_8), NOW)
                        .isGenuine())
                .isFalse();
    }

    @Tag("W1")
    @Test
    void noSignature_isRefused() {
        assertThat(verify(plain()).refusal()).isEqualTo("unsigned");
    }

    @Tag("W2")
    @Tag("W3")
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 65, 66, 128})
    void hexOfAnotherLength_isRefused(int length) {
        String right = hex(CURRENT, BODY);

        assertThat(verify(plain((right + right).substring(0, length))).refusal())
                .isEqualTo("bad_signature");
    }

    @Tag("W4")
    @Test
    void prefix_isAccepted() {
        assertThat(verify(plain("sha256=" + hex(CURRENT, BODY))).isGenuine()).isTrue();
        assertThat(verify(plain("sha256=sha256=" + hex(CURRENT, BODY))).isGenuine())
                .isFalse();
        assertThat(verify(plain("sha1=" + hex(CURRENT, BODY))).isGenuine()).isFalse();
    }

    @Tag("W5")
    @Test
    void upperCase_isAccepted() {
        assertThat(verify(plain(hex(CURRENT, BODY).toUpperCase(Locale.ROOT))).isGenuine())
                .isTrue();
    }

    @Tag("W6")
    @Test
    void trailingText_isRefused() {
        String right = hex(CURRENT, BODY);

        assertThat(verify(plain(right + "zz")).isGenuine()).isFalse();
        assertThat(verify(plain(right.substring(0, 62) + "zz")).isGenuine()).isFalse();
        assertThat(verify(plain(right, right)).isGenuine()).isFalse();
    }

    @Tag("W8")
    @Test
    void everyFlippedBit_isRefused() {
        byte[] mac = HexFormat.of().parseHex(hex(CURRENT, BODY));
        for (int bit = 0; bit < 256; bit++) {
            byte[] flipped = mac.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(verify(plain(HexFormat.of().formatHex(flipped))).isGenuine())
                    .as("bit %s", bit)
                    .isFalse();
        }
    }

    @Tag("W9")
    @Test
    void previousSecret_holdsUntilItsExpiry() {
        SignatureHeaders headers = plain(hex(PREVIOUS, BODY));

        assertThat(verify(headers).isGenuine()).isTrue();
        assertThat(verifier("2026-11-21T12:00:01Z").verify(headers, BODY, NOW).isGenuine())
                .isTrue();
        assertThat(verifier("2026-11-21T12:00:00Z").verify(headers, BODY, NOW).isGenuine())
                .isFalse();
        assertThat(verifier("2026-11-21T12:00:00Z")
                        .verify(plain(hex(CURRENT, BODY)), BODY, NOW)
                        .isGenuine())
                .isTrue();
    }

    @Tag("C17")
    @Tag("W10")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "your-webhook-secret",
                "your-secure-secret",
                "changeme",
                "changeme-changeme-changeme-changeme",
                "your-webhook-secret-that-is-long-enough",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "23-bytes-are-not-enough",
                "whsec_c2hvcnQ=",
                "whsec_not base64 at all, but long enough"
            })
    void weakSecret_stopsTheStart(String secret) {
        EnvironmentReader environment = new EnvironmentReader(Map.of("MODEL_WEBHOOK_SECRET", secret));

        assertThatThrownBy(() -> WebhookSecrets.from(environment))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("MODEL_WEBHOOK_SECRET:")
                .hasMessageNotContaining(secret);
    }

    @Tag("W11")
    @Test
    void unsetSecret_isNotConfigured() {
        assertThat(WebhookSecrets.from(new EnvironmentReader(Map.of())).isConfigured())
                .isFalse();
    }

    @Test
    void previousSecretAlone_stopsTheStart() {
        EnvironmentReader environment = new EnvironmentReader(Map.of("MODEL_WEBHOOK_SECRET_PREVIOUS", PREVIOUS));

        assertThatThrownBy(() -> WebhookSecrets.from(environment))
                .hasMessageStartingWith("MODEL_WEBHOOK_SECRET_PREVIOUS:");
    }

    @Tag("W12")
    @ParameterizedTest
    @CsvSource({"-300, true", "-301, false", "300, true", "301, false", "0, true"})
    void age_isBoundedBothWays(long offset, boolean fresh) {
        String id = "msg_1";
        SignatureVerdict verdict = verify(standard(id, timestamp(offset), v1(CURRENT, id, timestamp(offset), BODY)));

        assertThat(verdict.isGenuine()).isEqualTo(fresh);
        assertThat(verdict.refusal()).isEqualTo(fresh ? null : "stale");
        assertThat(WebhookVerifier.isRecent(NOW.plusSeconds(offset).toEpochMilli(), NOW))
                .isEqualTo(fresh);
    }

    @Tag("W13")
    @Test
    void bodyTimestamp_isSecondsOrMilliseconds() {
        assertThat(WebhookVerifier.isRecent(NOW.getEpochSecond(), NOW)).isTrue();
        assertThat(WebhookVerifier.isRecent(NOW.toEpochMilli(), NOW)).isTrue();
        assertThat(WebhookVerifier.isRecent(0, NOW)).isFalse();
        assertThat(WebhookVerifier.isRecent(-1, NOW)).isFalse();
        assertThat(WebhookVerifier.isRecent(Long.MIN_VALUE, NOW)).isFalse();
        assertThat(WebhookVerifier.isRecent(Long.MAX_VALUE, NOW)).isFalse();
        assertThat(WebhookVerifier.isRecent(1_000_000_000_000_000_000L, NOW)).isFalse();
    }

    @Tag("W16")
    @ParameterizedTest
    @ValueSource(strings = {"a.b", "a\nb", "a b", "", "ä"})
    void idWithDotOrControl_isRefused(String id) {
        assertThat(verify(standard(id, timestamp(0), v1(CURRENT, id, timestamp(0), BODY)))
                        .refusal())
                .isEqualTo("bad_headers");
    }

    @Tag("W16")
    @ParameterizedTest
    @ValueSource(strings = {"1.5", "17\n", "-1", "", "0x10", "9999999999999"})
    void timestampThatIsNoNumber_isRefused(String timestamp) {
        assertThat(verify(standard("msg_1", timestamp, v1(CURRENT, "msg_1", timestamp, BODY)))
                        .refusal())
                .isEqualTo("bad_headers");
    }

    @Tag("W17")
    @Test
    void lastOfSeveralSignatures_isEnough() {
        String right = v1(CURRENT, "msg_1", timestamp(0), BODY);
        String wrong = v1("another-secret-entirely-0123", "msg_1", timestamp(0), BODY);

        assertThat(verify(standard("msg_1", timestamp(0), wrong + " v1,!!! v1a,xyz " + right))
                        .isGenuine())
                .isTrue();
    }

    @Tag("W18")
    @Test
    void onlyAnotherVersion_isRefused() {
        String right = v1(CURRENT, "msg_1", timestamp(0), BODY).replace("v1,", "v2,");

        assertThat(verify(standard("msg_1", timestamp(0), right)).refusal()).isEqualTo("bad_signature");
    }

    @Tag("W19")
    @Test
    void bothSchemes_haveToBeRight() {
        String standard = v1(CURRENT, "msg_1", timestamp(0), BODY);
        String plain = hex(CURRENT, BODY);

        assertThat(both(plain, standard).isGenuine()).isTrue();
        assertThat(both("0".repeat(64), standard).isGenuine()).isFalse();
        assertThat(both(plain, "v1,AAAA").isGenuine()).isFalse();
        assertThat(verify(new SignatureHeaders(List.of(plain), List.of("msg_1"), List.of(), List.of()))
                        .isGenuine())
                .isFalse();
    }

    private static SignatureVerdict both(String plain, String standard) {
        return verify(new SignatureHeaders(List.of(plain), List.of("msg_1"), List.of(timestamp(0)), List.of(standard)));
    }
}
