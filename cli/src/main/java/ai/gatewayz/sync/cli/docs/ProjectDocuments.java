package ai.gatewayz.sync.cli.docs;

import ai.gatewayz.sync.activities.provider.Provider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files of the project that name every provider, in lines made from the providers' own files. */
public final class ProjectDocuments {
    private final Path project;
    private final List<GeneratedBlock> blocks;

    /** The files below a project's folder. */
    public ProjectDocuments(Path project, List<Provider> providers) {
        this.project = project;
        this.blocks = List.of(
                new GeneratedBlock("docs/reference/providers.md", "providers", ProviderLines.table(providers)),
                new GeneratedBlock(".env.example", "provider keys", ProviderLines.envExample(providers)),
                new GeneratedBlock("docker-compose.yml", "provider keys", ProviderLines.compose(providers)));
    }

    /**
     * Names the files whose lines are not what the code says.
     *
     * @throws MissingBlockException when a file has no place for its lines
     */
    public List<String> stale() throws IOException, MissingBlockException {
        List<String> stale = new ArrayList<>();
        for (Map.Entry<String, String> file : texts().entrySet()) {
            if (!Files.readString(project.resolve(file.getKey())).equals(file.getValue())) {
                stale.add(file.getKey());
            }
        }
        return stale;
    }

    /**
     * Writes the lines into every file, or into none when one has no place for them.
     *
     * @return the files that changed
     */
    public List<String> write() throws IOException, MissingBlockException {
        Map<String, String> texts = texts();
        List<String> stale = stale();
        for (String file : stale) {
            Files.writeString(project.resolve(file), texts.get(file));
        }
        return stale;
    }

    private Map<String, String> texts() throws IOException, MissingBlockException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (GeneratedBlock block : blocks) {
            String text = texts.get(block.file());
            texts.put(block.file(), block.in(text == null ? Files.readString(project.resolve(block.file())) : text));
        }
        return texts;
    }
}
