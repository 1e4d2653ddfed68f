package ai.gatewayz.sync.activities.provider;

import ai.gatewayz.sync.catalog.price.PriceCondition;
import ai.gatewayz.sync.catalog.price.PriceKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the name of one of Azure's token meters says, such as {@code gpt 4.1 cached Inp glbl Tokens}: the words before the first
 * one of the vocabulary are the model, the others are what is charged and under which condition.
 *
 * @param model the model's words in lower case with hyphens
 * @param kind null where a word after the model is not known, or where it is not said what is charged
 * @param per {@code 1k} or {@code 1m} where the name repeats its unit
 */
record AzureMeter(
        String model,
        @Nullable PriceKind kind,
        PriceCondition condition,
        @Nullable String per) {
    private static final Set<String> INPUT = Set.of("inp", "inpt", "input", "in");
    private static final Set<String> OUTPUT = Set.of("outp", "outpt", "output", "out", "opt");
    private static final Set<String> CACHED = Set.of("cached", "cchd", "ccchd", "cd");
    private static final Set<String> WRITE = Set.of("wr", "write");
    private static final Set<String> AUDIO = Set.of("aud", "audio");
    private static final Set<String> IMAGE = Set.of("img", "image");
    private static final Set<String> TEXT = Set.of("txt", "text");
    private static final Set<String> GLOBAL = Set.of("glbl", "gl", "global");
    private static final Set<String> DATA_ZONE = Set.of("dz", "dzn", "dzone");
    private static final Set<String> REGIONAL = Set.of("regnl", "rgnl", "regional");
    private static final Map<String, String> SERVICE =
            Map.of("batch", "batch", "flex", "flex", "pp", "priority", "std", "standard");

    /** Words of long and short prompts, whose border no meter tells; and of what is no request to a model as it is sold. */
    private static final Set<String> CONTEXT = Set.of("shortco", "longco");

    private static final Set<String> OTHER_USE = Set.of(
            "ft", "finetuned", "finetune", "training", "trng", "hosting", "grader", "provisioned", "managed", "ptu");

    /** The meter of a name; empty where it is none of tokens that requests use. */
    static Optional<AzureMeter> of(String name, String region) {
        List<String> words = new ArrayList<>(List.of(
                name.toLowerCase(Locale.ROOT).replace("data zone", "dzone").split("[\\s-]+", -1)));
        words.remove("tokens");
        String last = words.isEmpty() ? "" : words.get(words.size() - 1);
        String per = last.equals("1m") || last.equals("1k") ? last : null;
        if (per != null) {
            words.remove(words.size() - 1);
        }
        int end = modelEnd(words);
        if (end <= 0 || words.stream().anyMatch(OTHER_USE::contains)) {
            return Optional.empty();
        }
        Reading reading = new Reading(region);
        words.subList(end, words.size()).forEach(reading::word);
        String model = String.join("-", words.subList(0, end));
        return Optional.of(new AzureMeter(model, reading.kind(), reading.condition, per));
    }

    private static int modelEnd(List<String> words) {
        int end = 0;
        while (end < words.size() && !isTerm(words.get(end))) {
            end++;
        }
        boolean medium = end > 1 && end < words.size() && isMedium(words.get(end - 1));
        return end == words.size() ? 0 : medium ? end - 1 : end;
    }

    private static boolean isMedium(String word) {
        return AUDIO.contains(word) || IMAGE.contains(word) || TEXT.contains(word);
    }

    private static boolean isTerm(String word) {
        return INPUT.contains(word)
                || OUTPUT.contains(word)
                || CACHED.contains(word)
                || GLOBAL.contains(word)
                || DATA_ZONE.contains(word)
                || REGIONAL.contains(word)
                || SERVICE.containsKey(word)
                || CONTEXT.contains(word);
    }

    /** The words after the model, one after the other. */
    private static final class Reading {
        private final String region;
        private PriceCondition condition = PriceCondition.ALWAYS;
        private boolean known = true;
        private boolean input;
        private boolean output;
        private boolean cached;
        private boolean write;
        private boolean audio;
        private boolean image;

        Reading(String region) {
            this.region = region;
        }

        void word(String word) {
            input |= INPUT.contains(word);
            output |= OUTPUT.contains(word);
            cached |= CACHED.contains(word);
            write |= WRITE.contains(word);
            audio |= AUDIO.contains(word);
            image |= IMAGE.contains(word);
            String service = SERVICE.get(word);
            if (service != null && !service.equals("standard")) {
                condition = condition.with("service_tier", service);
            } else if (DATA_ZONE.contains(word)) {
                condition = condition.with("region", "datazone");
            } else if (REGIONAL.contains(word)) {
                condition = condition.with("region", region);
            }
            known &= !CONTEXT.contains(word) && (isTerm(word) || isMedium(word) || WRITE.contains(word));
        }

        @Nullable
        PriceKind kind() {
            boolean in = input || write;
            if (!known || in == output || audio && image || output && cached || write && !cached) {
                return null;
            }
            if (audio || image) {
                return write || image && cached ? null : medium();
            }
            return output ? PriceKind.OUTPUT : !cached ? PriceKind.INPUT : text();
        }

        private PriceKind text() {
            return write ? PriceKind.CACHE_WRITE : PriceKind.CACHE_READ;
        }

        private PriceKind medium() {
            if (image) {
                return input ? PriceKind.IMAGE_INPUT : PriceKind.IMAGE_OUTPUT;
            }
            return output ? PriceKind.AUDIO_OUTPUT : cached ? PriceKind.AUDIO_CACHE_READ : PriceKind.AUDIO_INPUT;
        }
    }
}
