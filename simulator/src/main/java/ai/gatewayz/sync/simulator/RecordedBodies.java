package ai.gatewayz.sync.simulator;

import ai.gatewayz.sync.simulator.fault.Fault;
import ai.gatewayz.sync.simulator.wire.ErrorStyle;
import ai.gatewayz.sync.simulator.wire.FeedBodies;
import ai.gatewayz.sync.simulator.wire.Listing;
import ai.gatewayz.sync.simulator.wire.ProviderSpec;
import ai.gatewayz.sync.simulator.wire.Query;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Replays one recorded body per provider. Recordings are often excerpts whose envelope still announces more pages;
 * a request for such a page gets an empty last one.
 */
final class RecordedBodies implements Bodies {
    private static final String SUFFIX = ".json";

    private final Map<String, Body> bodies = new TreeMap<>();
    private final Map<String, Body> feeds = new TreeMap<>();
    private final Map<String, ProviderSpec> specs;

    RecordedBodies(Path folder, Map<String, ProviderSpec> specs) throws IOException {
        this.specs = specs;
        load(folder, bodies);
        if (bodies.isEmpty()) {
            throw new IOException("no <slug>.json in the payload folder " + folder);
        }
        Path feedFolder = folder.resolve("feeds");
        if (Files.isDirectory(feedFolder)) {
            load(feedFolder, feeds);
        }
    }

    private static void load(Path folder, Map<String, Body> into) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                String slug = name.substring(0, name.length() - SUFFIX.length()).replaceAll("-excerpt$", "");
                into.put(slug, new Body(200, Body.JSON, Files.readAllBytes(file)));
            }
        }
    }

    @Override
    public List<String> slugs() {
        return bodies.keySet().stream().filter(slug -> !isFeed(slug)).toList();
    }

    @Override
    public int modelCount(String slug) {
        Body body = bodies.get(slug);
        return body == null ? 0 : RowCounter.rows(body.bytes());
    }

    @Override
    public Body body(String slug, String path, Query query, @Nullable Fault fault) {
        Body body = isFeed(slug) ? feeds.getOrDefault(slug, bodies.get(slug)) : bodies.get(slug);
        if (body == null) {
            return Body.json(404, ErrorStyle.OPENAI.body(404, "no recording of provider '" + slug + "'"));
        }
        if (fault != null && fault.touchesModels()) {
            return Body.json(501, ErrorStyle.OPENAI.body(501, "'" + fault + "' needs the generated fleet"));
        }
        ProviderSpec spec = specs.get(slug);
        Listing listing = spec == null ? null : spec.listing(path, query);
        boolean later = listing != null && ProviderSpec.asksForLaterPage(listing, query);
        return listing != null && later ? new Body(200, Body.JSON, ProviderSpec.emptyLastPage(listing)) : body;
    }

    private static boolean isFeed(String slug) {
        return FeedBodies.isFeed(slug);
    }
}
