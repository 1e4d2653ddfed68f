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
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.zip.GZIPOutputStream;

/** Rendered answers, plain and gzipped. Bounded by bytes; a new version of the catalog makes old entries useless. */
public final class RenderedCache {
    /** Beside two versions of the index, one of which is being read, in the 256 MB that a process shall do with. */
    private static final long MOST_BYTES = 64L * 1024 * 1024;

    private static final int OVERHEAD = 300;
    private static final int BUFFER = 64 * 1024;

    /** What takes long enough to be made to be made before it is asked for again. */
    private static final int LARGE = 64 * 1024;
    /** JSON of models is a tenth of its size or so when it is gzipped. */
    private static final int LARGE_GZIPPED = LARGE / 8;

    private static final int MOST_LARGE = 8;
    private static final Duration LATELY = Duration.ofMinutes(30);

    private final Cache<AnswerKey, Rendered> answers = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((AnswerKey key, Rendered answer) -> answer.body().length + OVERHEAD)
            .expireAfterAccess(LATELY)
            .build();

    /** Large answers that were asked for lately, whatever their version, and how they are made. */
    private final Cache<Question, Supplier<Rendered>> large = Caffeine.newBuilder()
            .maximumSize(MOST_LARGE)
            .expireAfterAccess(LATELY)
            .build();

    /** What is asked for in any version; tags are separated by blanks. */
    private record Question(String words, boolean gzip, String tags) {}

    private final Runnable evicted;

    /**
     * An empty cache.
     *
     * @param evicted told of each invalidation before answers are forgotten
     */
    public RenderedCache(Runnable evicted) {
        this.evicted = evicted;
    }

    /** A question and the version that answers it. */
    private record AnswerKey(String version, Question question) {
        boolean hasAny(Set<String> wanted) {
            return wanted.contains(CacheTags.ALL)
                    || Arrays.stream(question.tags().split(" ", -1)).anyMatch(wanted::contains);
        }
    }

    /**
     * Forgets the answers with one of these tags; {@code models:all} is all of them, since each shows models.
     *
     * @return how many
     */
    public int evict(Collection<String> tags) {
        evicted.run();
        Set<String> wanted = Set.copyOf(tags);
        List<AnswerKey> stale = answers.asMap().keySet().stream()
                .filter(key -> key.hasAny(wanted))
                .toList();
        answers.invalidateAll(stale);
        return stale.size();
    }

    /** Forgets the answers of other versions than this one. */
    void keepOnly(String version) {
        answers.asMap().keySet().removeIf(key -> !key.version().equals(version));
    }

    /** Makes the large answers that were asked for lately in the version that the catalog has at each. */
    void makeAhead(Supplier<String> version) {
        for (Map.Entry<Question, Supplier<Rendered>> entry : large.asMap().entrySet()) {
            answer(version.get(), entry.getKey(), entry.getValue());
        }
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
        Question asked = new Question(question, gzip, tags);
        Rendered answer = answer(version, asked, render);
        if (answer.body().length >= (gzip ? LARGE_GZIPPED : LARGE)) {
            large.put(asked, render);
        }
        return answer;
    }

    private Rendered answer(String version, Question asked, Supplier<Rendered> render) {
        AnswerKey key = new AnswerKey(version, asked);
        Rendered known = answers.getIfPresent(key);
        if (known != null || !asked.gzip()) {
            return known == null ? answers.get(key, unused -> render.get()) : known;
        }
        Rendered plain = answer(version, new Question(asked.words(), false, asked.tags()), render);
        return answers.get(key, unused -> gzip(plain));
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
