package ai.gatewayz.sync.verification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One file of main code, for what no class file tells: where a text stands, before the compiler copies constants about. */
record JavaSource(String name, String text) {
    private static final Pattern COMMENT_OR_LITERAL = Pattern.compile(
            "/\\*.*?\\*/|//[^\\n]*|\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\\n]|\\\\.)*)\"|'(?:[^'\\\\]|\\\\.)+'",
            Pattern.DOTALL);

    /** Every file of every module, named like {@code ai.gatewayz.sync.api.models.ModelSql}. */
    static List<JavaSource> all() {
        return ProjectFiles.modules().stream()
                .map(module -> module.resolve("src/main/java"))
                .filter(Files::isDirectory)
                .flatMap(JavaSource::below)
                .toList();
    }

    private static Stream<JavaSource> below(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(file -> new JavaSource(
                            folder.relativize(file)
                                    .toString()
                                    .replace(".java", "")
                                    .replace('/', '.'),
                            ProjectFiles.read(file)))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The texts between quotes, one a line, in their order; neighbours that are added up stand one behind the other. */
    String literals() {
        return COMMENT_OR_LITERAL
                .matcher(text)
                .results()
                .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                .filter(literal -> literal != null)
                .collect(Collectors.joining("\n"));
    }
}
