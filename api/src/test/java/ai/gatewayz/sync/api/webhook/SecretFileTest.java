package ai.gatewayz.sync.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.gatewayz.sync.workflows.client.ConfigurationException;
import ai.gatewayz.sync.workflows.client.EnvironmentReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** C16 and the change of a secret without a restart. */
class SecretFileTest {
    private static final String OLD = "Qm7-former-hook-Zt5xKw2p-9LrV";
    private static final String NEW = "Xw3-newer-hook-Pd8mLq4s-2KfB";
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private Path file;
    private int writes;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("secret");
        put(OLD + "\n");
    }

    private void put(String text) throws IOException {
        Path next = Files.writeString(folder.resolve("next"), text);
        Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-r-----"));
        // As orchestrators do: a whole new file under the same name.
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.plusSeconds(++writes)));
    }

    private WebhookSecrets secrets() {
        return WebhookSecrets.from(new EnvironmentReader(Map.of("MODEL_WEBHOOK_SECRET_FILE", file.toString())));
    }

    private static boolean holds(WebhookVerifier verifier, String secret) {
        String signature = HexFormat.of()
                .formatHex(ai.gatewayz.sync.workflows.client.SharedSecret.of(secret.getBytes(StandardCharsets.UTF_8))
                        .hmac(BODY));
        return verifier.verify(
                        new SignatureHeaders(List.of(signature), List.of(), List.of(), List.of()), BODY, Instant.now())
                .isGenuine();
    }

    @Tag("C16")
    @Test
    void change_holdsAtOnce_andTheOldOneAsLongAsItIsInTheFile() throws IOException {
        WebhookSecrets secrets = secrets();
        WebhookVerifier verifier = new WebhookVerifier(secrets);
        assertThat(secrets.isConfigured()).isTrue();
        assertThat(secrets).hasToString("secrets in a file");
        assertThat(holds(verifier, OLD)).isTrue();
        assertThat(holds(verifier, NEW)).isFalse();

        put(NEW + "\r\n\r\n  " + OLD + "\r\n");
        assertThat(holds(verifier, NEW)).isTrue();
        assertThat(holds(verifier, OLD)).isTrue();

        put(NEW);
        assertThat(holds(verifier, NEW)).isTrue();
        assertThat(holds(verifier, OLD)).isFalse();
    }

    @Test
    void changeThatIsNoUse_changesNothing() throws IOException {
        WebhookVerifier verifier = new WebhookVerifier(secrets());
        put("short");
        assertThat(holds(verifier, OLD)).isTrue();
        Files.delete(file);
        assertThat(holds(verifier, OLD)).isTrue();
        put(NEW);
        assertThat(holds(verifier, NEW)).isTrue();
        assertThat(holds(verifier, OLD)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                "too-short",
                "changeme-changeme-changeme-1",
                OLD + "\n" + OLD + "1\n" + OLD + "2\n" + OLD + "3\n" + OLD + "4"
            })
    void badContents_stopTheStart_unrepeated(String text) throws IOException {
        put(text);

        assertThatThrownBy(this::secrets)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("MODEL_WEBHOOK_SECRET_FILE: ")
                .hasMessageNotContaining("Qm7");
    }

    @Tag("C16")
    @Test
    void missingOpenOrDoubleFile_stopsTheStart() throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(this::secrets)
                .hasMessage("MODEL_WEBHOOK_SECRET_FILE: everybody can read the file; use chmod o-r");
        assertThatThrownBy(() -> WebhookSecrets.from(new EnvironmentReader(
                        Map.of("MODEL_WEBHOOK_SECRET_FILE", file.toString(), "MODEL_WEBHOOK_SECRET", OLD))))
                .hasMessage("MODEL_WEBHOOK_SECRET_FILE: is set beside MODEL_WEBHOOK_SECRET; keep one of them");
        Files.delete(file);
        assertThatThrownBy(this::secrets).hasMessage("MODEL_WEBHOOK_SECRET_FILE: there is no such file");
    }
}
