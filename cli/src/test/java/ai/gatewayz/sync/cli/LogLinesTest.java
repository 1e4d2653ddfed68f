package ai.gatewayz.sync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.gatewayz.sync.workflows.client.LogLines;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.PatternLayout;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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
}
