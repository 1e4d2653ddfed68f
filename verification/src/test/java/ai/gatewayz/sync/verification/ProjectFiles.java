package ai.gatewayz.sync.verification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The project's own files, as tests of its documents and deployment read them. */
final class ProjectFiles {
    /** Above the module, in which tests run. */
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    /** Reads of a variable by name, from a reader or a map; and a name that is chosen between two. */
    private static final Pattern READ = Pattern.compile(
            "\\.(?:text|number|bigNumber|flag|list|choice|get|getOrDefault|containsKey)\\(\\s*\"([A-Z][A-Z0-9_]+)\""
                    + "|\\? \"([A-Z]+_[A-Z0-9_]+)\" : \"");

    /** Conventions of terminals and shells, not settings of ours. */
    private static final List<String> SYSTEM = List.of("PATH", "TERM");

    private ProjectFiles() {}

    static String read(String path) {
        return read(ROOT.resolve(path));
    }

    static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The folder of every module. */
    static List<Path> modules() {
        return findAll("<module>([a-z]+)</module>", read("pom.xml")).stream()
                .map(ROOT::resolve)
                .toList();
    }

    /**
     * Variables by module that reads them; a module without sources has none and is left out. What `workflows` reads, it reads
     * for worker and API.
     */
    static Map<String, TreeSet<String>> variablesByModule() {
        Map<String, TreeSet<String>> found = new TreeMap<>();
        for (String module : List.of("worker", "api", "cli", "activities", "workflows")) {
            Path sources = ROOT.resolve(module).resolve("src/main/java");
            if (Files.isDirectory(sources)) {
                found.put(module, variablesIn(sources));
            }
        }
        TreeSet<String> shared = found.remove("workflows");
        if (shared != null) {
            List.of("worker", "api")
                    .forEach(module -> found.computeIfPresent(module, (name, own) -> {
                        own.addAll(shared);
                        return own;
                    }));
        }
        return found;
    }

    private static TreeSet<String> variablesIn(Path sources) {
        TreeSet<String> variables = new TreeSet<>();
        try (Stream<Path> files = Files.walk(sources)) {
            files.filter(file -> file.toString().endsWith(".java"))
                    .map(ProjectFiles::read)
                    .flatMap(text -> READ.matcher(text).results())
                    .map(read -> read.group(1) == null ? read.group(2) : read.group(1))
                    .filter(name -> !SYSTEM.contains(name))
                    .forEach(variables::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return variables;
    }

    /** All matches' first groups. */
    static List<String> findAll(String regex, String text) {
        return Pattern.compile(regex, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    /** A reader of YAML that takes plain values only, and no key twice: the last one would silently win. */
    static Yaml yaml() {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        return new Yaml(new SafeConstructor(strict));
    }
}
