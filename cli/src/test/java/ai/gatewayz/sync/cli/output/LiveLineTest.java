package ai.gatewayz.sync.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** What else is said while a bar shows, in the characters that reach the terminal. */
final class LiveLineTest {
    private static final String ERASE = "\r\u001b[2K";

    private final StringWriter shown = new StringWriter();
    private final Screen screen = new Screen(new PrintWriter(new StringWriter()), new PrintWriter(shown), true, false);

    @Test
    void note_standsAboveTheLine_whichComesAgain() {
        screen.live().show("1/3");
        screen.note("Temporal is back");
        screen.live().show("2/3");
        screen.live().erase();

        assertThat(shown)
                .hasToString(
                        ERASE + "1/3" + ERASE + "Temporal is back" + System.lineSeparator() + ERASE + "2/3" + ERASE);
    }

    @Test
    void lastNote_endsTheLine() {
        screen.live().show("1/3");
        screen.lastNote("stopping");
        screen.live().show("2/3");
        screen.note("stopped");

        assertThat(shown)
                .hasToString(ERASE + "1/3" + ERASE + "stopping" + System.lineSeparator() + "stopped"
                        + System.lineSeparator());
    }

    @Test
    void note_whereNothingIsWrittenOver_isALine() {
        screen.note("ready");

        assertThat(shown).hasToString("ready" + System.lineSeparator());
    }
}
