package ai.gatewayz.sync.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageFileTest {
    @TempDir
    Path folder;

    private UsageFile.Content read(String text) throws IOException {
        return UsageFile.read(Files.writeString(folder.resolve("usage.csv"), text));
    }

    @Test
    void lines_areUsagesWithTheirNumbers() throws IOException {
        UsageFile.Content content = read("""
                provider,model,at,input_tokens,output_tokens
                groq,acme/osprey,2026-01-01T00:00:00Z,1200,

                groq,"with ""quotes"", and comma",,,7
                """);

        assertThat(content.broken()).isEmpty();
        assertThat(content.usages()).extracting(UsageFile.Usage::line).containsExactly(2, 4);
        assertThat(content.usages().get(0).fields().toString())
                .isEqualTo("{\"provider\":\"groq\",\"model\":\"acme/osprey\",\"at\":\"2026-01-01T00:00:00Z\","
                        + "\"input_tokens\":1200}");
        assertThat(content.usages().get(1).fields().toString())
                .isEqualTo("{\"provider\":\"groq\",\"model\":\"with \\\"quotes\\\", and comma\",\"output_tokens\":7}");
    }

    @Test
    void brokenLines_areListedAndLeaveTheRest() throws IOException {
        UsageFile.Content content = read("provider,model,input_tokens\ngroq,a,1.5\ngroq,a\ngroq,\"a,1\ngroq,a,1\n");

        assertThat(content.usages()).extracting(UsageFile.Usage::line).containsExactly(5);
        assertThat(content.broken())
                .containsExactly(
                        new UsageFile.Broken(2, "input_tokens is no whole number"),
                        new UsageFile.Broken(3, "2 cells for 3 fields"),
                        new UsageFile.Broken(4, "a quotation mark is not closed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "provider,model,cost\n", "model,input_tokens\n"})
    void files_withoutAHeadThatSaysWhatIsWhat_areRefused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
