package ai.gatewayz.sync.api.models;

import ai.gatewayz.sync.api.models.ModelQueries.Rendered;
import ai.gatewayz.sync.workflows.CacheTags;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/** Rendered answers, plain and gzipped. Bounded by bytes; a new version of the catalog makes old entries useless. */
public final class RenderedCache {
    private static final long MOST_BYTES = 128L * 1024 * 1024;
    private static final int OVERHEAD = 300;
    private static final int BUFFER = 64 * 1024;

    private final Cache<AnswerKey, Rendered> answers = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((AnswerKey key, Rendered answer) -> answer.body().length + OVERHEAD)
            .expireAfterAccess(Duration.ofMinutes(30))
            .build();

    /** Version, question and encoding; tags are separated by blanks. */
    private record AnswerKey(String version, String question, boolean gzip, String tags) {
        boolean hasAny(Set<String> wanted) {
            return wanted.contains(CacheTags.ALL)
                    || Arrays.stream(tags.split(" ", -1)).anyMatch(wanted::contains);
        }
    }

    /**
     * Forgets the answers with one of these tags; {@code models:all} is all of them, since each shows models.
     *
     * @return how many
     */
    public int evict(Collection<String> tags) {
        Set<String> wanted = Set.copyOf(tags);
        List<AnswerKey> stale = answers.asMap().keySet().stream()
                .filter(key -> key.hasAny(wanted))
                .toList();
        answers.invalidateAll(stale);
        return stale.size();
    }

    /** Forgets the answers of other versions than those that begin like this. */
    void keepOnly(String versionPrefix) {
        answers.asMap().keySet().removeIf(key -> !key.version().startsWith(versionPrefix));
    }

    /** An answer without tags. */
    public Rendered get(String version, String question, boolean gzip, Supplier<Rendered> render) {
        return get(version, question, "", gzip, render);
    }

    /**
     * An answer, rendered by one caller at a time. It may show a newer version than the one that was asked for, when a
     * commit came in between; it says which.
     */
    public Rendered get(String version, String question, String tags, boolean gzip, Supplier<Rendered> render) {
        AnswerKey key = new AnswerKey(version, question, gzip, tags);
        Rendered known = answers.getIfPresent(key);
        if (known != null) {
            return known;
        }
        Rendered made =
                gzip ? gzip(get(version, question, tags, false, render)) : answers.get(key, unused -> render.get());
        return gzip ? answers.get(key, unused -> made) : made;
    }

    private static Rendered gzip(Rendered plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.body().length / 8 + 512);
        try (GZIPOutputStream out = new GZIPOutputStream(bytes, BUFFER)) {
            out.write(plain.body());
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written", e);
        }
        return new Rendered(bytes.toByteArray(), plain.version());
    }
}
