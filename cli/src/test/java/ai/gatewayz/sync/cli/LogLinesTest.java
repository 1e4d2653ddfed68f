package ai.gatewayz.sync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.workflows.client.LogLines;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What log lines look like whatever is logged. */
class LogLinesTest {
    private static String line(String message, @Nullable Throwable failure) {
        LoggerContext context = new LoggerContext();
        PatternLayout layout = new PatternLayout();
        layout.setContext(context);
        layout.setPattern("%-5level " + LogLines.MESSAGE);
        layout.start();
        Logger logger = context.getLogger("test");
        return layout.doLayout(new LoggingEvent("test", logger, Level.WARN, message, failure, new Object[0]));
    }

    @ParameterizedTest
    @CsvSource({
        "key sk-abc123 is wrong, key sk-*** is wrong",
        "Authorization: Bearer abc.def, Authorization: Bearer ***",
        "gsk_x1 xai-y2 AIzaZ3 hf_q4, gsk_*** xai-*** AIza*** hf_***",
        "no postgresql://u:secret@h:5432/db, no postgresql://***@h:5432/db",
        "GET https://h/a?key=secret&x=1 failed, GET https://h/a?*** failed",
        "HTTP GET /models?key=secret&x=1 failed, HTTP GET /models?*** failed",
        "3 of 4 providers? yes, 3 of 4 providers? yes"
    })
    void secrets_areCrossedOut(String message, String expected) {
        assertThat(line(message, null)).isEqualTo("WARN  " + expected + System.lineSeparator());
    }

    @Tag("A42")
    @Test
    void lineBreaks_areNone_andLengthIsBounded() {
        assertThat(line("a\r\nINFO forged\nb", null)).isEqualTo("WARN  a INFO forged b" + System.lineSeparator());
        assertThat(line("x".repeat(100_000), null)).hasSizeLessThan(4200);
    }

    @Test
    void stackTraces_areKept_withoutSecrets() {
        assertThat(line("broke", new IllegalStateException("with Bearer abc.def")))
                .contains("java.lang.IllegalStateException: with Bearer ***", "at ai.gatewayz.sync.cli.LogLinesTest.")
                .doesNotContain("abc.def")
                .containsOnlyOnce("IllegalStateException");
    }

    @Test
    void containers_logAlike() throws IOException {
        assertThat(Files.readString(Path.of("../ops/docker/logback.xml"))).contains(LogLines.MESSAGE + "</pattern>");
    }

    @Test
    void aService_logsToItsFileOnly_asJsonWhereItIsAskedTo(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("service.log");
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        Logging.toFile(context, file, Map.of("LOG_FORMAT", "json", "LOG_LEVEL", "warn"));
        context.getLogger("ai.gatewayz.sync.x").info("is not told at this level");
        context.getLogger("ai.gatewayz.sync.x").warn("two\nlines", new IllegalStateException("broke"));
        context.getLogger("io.temporal").info("\"quoted\"");
        context.stop();

        List<String> lines = Files.readAllLines(file);
        assertThat(lines).hasSize(2);
        ObjectMapper json = new ObjectMapper();
        assertThat(json.readTree(lines.get(0)).get("message").asText()).isEqualTo("two lines");
        assertThat(json.readTree(lines.get(0)).get("exception").asText()).contains("IllegalStateException: broke");
        assertThat(json.readTree(lines.get(1)).get("message").asText()).isEqualTo("\"quoted\"");
    }
}
