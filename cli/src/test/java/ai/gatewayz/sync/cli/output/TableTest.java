package ai.gatewayz.sync.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void alignsTextLeftAndNumbersRight_withoutTrailingBlanks() {
        Table table =
                new Table("PROVIDER", ">MODELS", "REMARK").row("groq", 7, "").row("openrouter", 12345, "slow");
        assertThat(table.lines())
                .containsExactly("PROVIDER    MODELS  REMARK", "groq             7", "openrouter   12345  slow");
    }

    @Test
    void controlCharactersOfForeignTextsNeverReachTheTerminal() {
        assertThat(new Table("A").row("x\u001b[2Jy\nz").lines()).containsExactly("A", "x [2Jy z");
    }

    @Test
    void onANarrowTerminal_aRowIsAParagraph_andNothingIsCut() {
        StringWriter out = new StringWriter();
        Screen screen = new Screen(new PrintWriter(out), new PrintWriter(out), true, false);
        new Table("PROVIDER", "MODEL", ">IN $/M", "NOTE")
                .row("groq", "m".repeat(60), "0.000000000000000001", "a note")
                .row("xai", "n", "", "")
                .print(screen);
        assertThat(out.toString().lines())
                .containsExactly("groq  " + "m".repeat(60), "  in $/m 0.000000000000000001  note a note", "xai  n");
        assertThat(out.toString().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void onANarrowTerminal_remarksStandBelowTheirRows_brokenBetweenWords() {
        StringWriter out = new StringWriter();
        Screen screen = new Screen(new PrintWriter(out), new PrintWriter(out), true, false);
        Table table = new Table("PROVIDER", ">MS", "+REMARK")
                .row("groq", 12, "word ".repeat(18) + "end")
                .row("xai", 7, "");
        table.print(screen);
        assertThat(out.toString().lines())
                .containsExactly(
                        "PROVIDER  MS",
                        "groq      12",
                        "    " + "word ".repeat(14) + "word",
                        "    word word word end",
                        "xai        7");
        assertThat(table.lines()).first().isEqualTo("PROVIDER  MS  REMARK");
    }

    @Test
    void fractionsOfSecondsAreLeftOut_andConditionsAreShown() {
        Columns columns = new Columns().add("AT", "at").add("WHEN", "condition");
        assertThat(columns.table(Json.read(
                                "[{\"at\":\"2026-11-21T08:00:00.123456Z\",\"condition\":{\"min_prompt_tokens\":"
                                        + "\"200000\",\"region\":\"eu\"}}]"))
                        .lines())
                .containsExactly(
                        "AT                    WHEN", "2026-11-21T08:00:00Z  min_prompt_tokens=200000, region=eu");
    }

    @Test
    void aRowNeedsACellForEachHeading() {
        assertThatThrownBy(() -> new Table("A", "B").row("x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("1 cells for 2 columns");
    }

    @Test
    void columnsThatNoRowFillsAreLeftOut_andTheFirstFieldPresentIsShown() {
        Columns columns = new Columns().add("A", "a", "b.c").add("NEVER", "x");
        assertThat(columns.table(Json.read("[{\"a\":1,\"b\":{\"c\":2}},{\"b\":{\"c\":3}}]"))
                        .lines())
                .isEqualTo(List.of("A", "1", "3"));
    }

    @Test
    void factsAreAlignedAndNested() {
        assertThat(ValueLines.of(
                        Json.read("{\"job_id\":\"j\",\"gone\":null,\"stats\":{\"total\":3,\"by\":{\"x\":1}}}")))
                .containsExactly("job id   j", "stats", "  total  3", "  by", "    x    1");
    }
}
