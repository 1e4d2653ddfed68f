package ai.gatewayz.sync.catalog.quote;

import ai.gatewayz.sync.catalog.price.PriceKind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tokens of a request as providers report them: the input is the whole prompt, and cached, audio and image tokens are
 * parts of it; reasoning and audio are parts of the output.
 *
 * @param parts tokens of the kinds that may be charged apart
 */
public record TokenUsage(long input, long output, Map<PriceKind, Long> parts) {
    /** Kinds that are parts of the input. */
    public static final Set<PriceKind> INPUT_PARTS = Set.of(
            PriceKind.CACHE_READ,
            PriceKind.CACHE_WRITE,
            PriceKind.CACHE_WRITE_1H,
            PriceKind.AUDIO_INPUT,
            PriceKind.IMAGE_TOKEN);
    /** Kinds that are parts of the output. */
    public static final Set<PriceKind> OUTPUT_PARTS = Set.of(PriceKind.REASONING, PriceKind.AUDIO_OUTPUT);

    /**
     * Checks that the parts are not more than the whole.
     *
     * @throws IllegalArgumentException naming the side that does not add up
     */
    public TokenUsage {
        parts = Map.copyOf(parts);
        require(
                input >= 0 && output >= 0 && parts.values().stream().allMatch(tokens -> tokens >= 0),
                "negative tokens");
        require(sum(parts, INPUT_PARTS) <= input, "the parts of the input are more than input_tokens");
        require(sum(parts, OUTPUT_PARTS) <= output, "the parts of the output are more than output_tokens");
    }

    private static void require(boolean right, String message) {
        if (!right) {
            throw new IllegalArgumentException(message);
        }
    }

    private static long sum(Map<PriceKind, Long> parts, Set<PriceKind> kinds) {
        return kinds.stream().mapToLong(kind -> parts.getOrDefault(kind, 0L)).reduce(0, Math::addExact);
    }

    /** What is to be charged: the parts, and input and output without them; nothing of which there is none. */
    public List<Quantity> quantities() {
        Map<PriceKind, Long> tokens = new EnumMap<>(PriceKind.class);
        tokens.putAll(parts);
        tokens.put(PriceKind.INPUT, input - sum(parts, INPUT_PARTS));
        tokens.put(PriceKind.OUTPUT, output - sum(parts, OUTPUT_PARTS));
        List<Quantity> quantities = new ArrayList<>();
        tokens.forEach((kind, amount) -> {
            if (amount > 0) {
                quantities.add(Quantity.tokens(kind, amount));
            }
        });
        return quantities;
    }
}
